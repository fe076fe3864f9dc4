/** Transformer models, read from Hugging Face configurations. */
@NullMarked
package io.bitwright.spec.model;

import org.jspecify.annotations.NullMarked;
