@NullMarked
package io.bitwright.simulator.mapping;

import org.jspecify.annotations.NullMarked;
