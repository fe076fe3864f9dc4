/** The safetensors format, read memory-mapped, single or sharded, and written. */
@NullMarked
package io.bitwright.golden.checkpoint.safetensors;

import org.jspecify.annotations.NullMarked;
