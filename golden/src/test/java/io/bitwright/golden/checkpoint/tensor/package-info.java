@NullMarked
package io.bitwright.golden.checkpoint.tensor;

import org.jspecify.annotations.NullMarked;
