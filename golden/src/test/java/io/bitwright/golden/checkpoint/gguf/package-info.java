@NullMarked
package io.bitwright.golden.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
