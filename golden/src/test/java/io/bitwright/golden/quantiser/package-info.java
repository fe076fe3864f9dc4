@NullMarked
package io.bitwright.golden.quantiser;

import org.jspecify.annotations.NullMarked;
