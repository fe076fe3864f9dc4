/** The parts of a transformer, as sizes and choices: what its weights and its work follow from. */
@NullMarked
package io.bitwright.spec.transformer;

import org.jspecify.annotations.NullMarked;
