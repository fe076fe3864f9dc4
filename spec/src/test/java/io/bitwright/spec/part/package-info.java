/** Tests of the part package. */
@NullMarked
package io.bitwright.spec.part;

import org.jspecify.annotations.NullMarked;
