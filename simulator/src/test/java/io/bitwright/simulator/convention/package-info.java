/** Tests of the convention package. */
@NullMarked
package io.bitwright.simulator.convention;

import org.jspecify.annotations.NullMarked;
