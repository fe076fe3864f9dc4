@NullMarked
package io.bitwright.golden.unit;

import org.jspecify.annotations.NullMarked;
