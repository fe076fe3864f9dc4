@NullMarked
package io.bitwright.golden.kernel;

import org.jspecify.annotations.NullMarked;
