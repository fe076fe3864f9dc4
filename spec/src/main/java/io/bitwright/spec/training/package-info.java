/** What is asked of a training step, and how it is spread over chips. */
@NullMarked
package io.bitwright.spec.training;

import org.jspecify.annotations.NullMarked;
