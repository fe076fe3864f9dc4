/** Trained weights as files: Hugging Face folders, read and checked. */
@NullMarked
package io.bitwright.golden.checkpoint;

import org.jspecify.annotations.NullMarked;
