@NullMarked
package io.bitwright.simulator.timing.unit;

import org.jspecify.annotations.NullMarked;
