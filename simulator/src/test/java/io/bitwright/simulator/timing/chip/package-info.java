@NullMarked
package io.bitwright.simulator.timing.chip;

import org.jspecify.annotations.NullMarked;
