/** Tests of what formats cost in fidelity. */
@NullMarked
package io.bitwright.golden.fidelity;

import org.jspecify.annotations.NullMarked;
