@NullMarked
package io.bitwright.spec.unit;

import org.jspecify.annotations.NullMarked;
