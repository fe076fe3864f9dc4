/** Bit-exact integer kernels: the values that the RTL must give. */
@NullMarked
package io.bitwright.golden.kernel;

import org.jspecify.annotations.NullMarked;
