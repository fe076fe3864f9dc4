@NullMarked
package io.bitwright.golden.format;

import org.jspecify.annotations.NullMarked;
