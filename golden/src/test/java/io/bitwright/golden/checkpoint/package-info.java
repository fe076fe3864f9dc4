@NullMarked
package io.bitwright.golden.checkpoint;

import org.jspecify.annotations.NullMarked;
