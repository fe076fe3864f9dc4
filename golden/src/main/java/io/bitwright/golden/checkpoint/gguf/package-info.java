/** The GGUF format of ggml, version 3, read memory-mapped and written. */
@NullMarked
package io.bitwright.golden.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
