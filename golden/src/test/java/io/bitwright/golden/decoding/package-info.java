@NullMarked
package io.bitwright.golden.decoding;

import org.jspecify.annotations.NullMarked;
