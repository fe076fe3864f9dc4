@NullMarked
package io.bitwright.spec.training;

import org.jspecify.annotations.NullMarked;
