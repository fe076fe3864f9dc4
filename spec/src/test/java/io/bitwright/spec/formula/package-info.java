@NullMarked
package io.bitwright.spec.formula;

import org.jspecify.annotations.NullMarked;
