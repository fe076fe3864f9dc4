@NullMarked
package io.bitwright.golden.checkpoint.tokenizer;

import org.jspecify.annotations.NullMarked;
