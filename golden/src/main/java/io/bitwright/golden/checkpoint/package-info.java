/** Trained weights as files: safetensors and Hugging Face folders, read and checked. */
@NullMarked
package io.bitwright.golden.checkpoint;

import org.jspecify.annotations.NullMarked;
