/** Tensors of any file format: where values come from and how they are kept. */
@NullMarked
package io.bitwright.golden.checkpoint.tensor;

import org.jspecify.annotations.NullMarked;
