/** How low-bit matrices are stored: every format to the bit, and the matrices in it. */
@NullMarked
package io.bitwright.golden.format.storage;

import org.jspecify.annotations.NullMarked;
