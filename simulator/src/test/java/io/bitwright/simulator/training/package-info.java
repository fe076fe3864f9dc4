@NullMarked
package io.bitwright.simulator.training;

import org.jspecify.annotations.NullMarked;
