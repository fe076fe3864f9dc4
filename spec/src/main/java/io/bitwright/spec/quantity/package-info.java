/** Physical quantities as users write them, with their units. */
@NullMarked
package io.bitwright.spec.quantity;

import org.jspecify.annotations.NullMarked;
