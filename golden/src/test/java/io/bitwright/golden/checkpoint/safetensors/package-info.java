@NullMarked
package io.bitwright.golden.checkpoint.safetensors;

import org.jspecify.annotations.NullMarked;
