@NullMarked
package io.bitwright.simulator.timing.stream;

import org.jspecify.annotations.NullMarked;
