@NullMarked
package io.bitwright.golden.transformer;

import org.jspecify.annotations.NullMarked;
