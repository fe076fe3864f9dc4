@NullMarked
package io.bitwright.simulator.timing.gpu;

import org.jspecify.annotations.NullMarked;
