@NullMarked
package io.bitwright.simulator.timing.matrix;

import org.jspecify.annotations.NullMarked;
