@NullMarked
package io.bitwright.simulator.estimate;

import org.jspecify.annotations.NullMarked;
