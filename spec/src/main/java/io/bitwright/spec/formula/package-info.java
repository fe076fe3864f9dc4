/** Formulas over named quantities, checked for their units before anything is computed. */
@NullMarked
package io.bitwright.spec.formula;

import org.jspecify.annotations.NullMarked;
