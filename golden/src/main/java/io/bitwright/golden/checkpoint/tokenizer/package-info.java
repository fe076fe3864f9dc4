/** Tokenizers of Hugging Face's tokenizer.json: byte-level and byte-pair encoding. */
@NullMarked
package io.bitwright.golden.checkpoint.tokenizer;

import org.jspecify.annotations.NullMarked;
