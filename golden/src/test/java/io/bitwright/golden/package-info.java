@NullMarked
package io.bitwright.golden;

import org.jspecify.annotations.NullMarked;
