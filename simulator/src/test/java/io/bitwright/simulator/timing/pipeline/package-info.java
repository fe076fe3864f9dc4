@NullMarked
package io.bitwright.simulator.timing.pipeline;

import org.jspecify.annotations.NullMarked;
