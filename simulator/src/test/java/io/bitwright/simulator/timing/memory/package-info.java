@NullMarked
package io.bitwright.simulator.timing.memory;

import org.jspecify.annotations.NullMarked;
