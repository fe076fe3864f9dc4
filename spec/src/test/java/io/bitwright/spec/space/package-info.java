@NullMarked
package io.bitwright.spec.space;

import org.jspecify.annotations.NullMarked;
