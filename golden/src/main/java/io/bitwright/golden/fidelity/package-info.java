/**
 * What a number format costs in fidelity: a trained model with its linear layers in other formats,
 * measured by perplexity and by where its choices of tokens diverge from its own.
 */
@NullMarked
package io.bitwright.golden.fidelity;

import org.jspecify.annotations.NullMarked;
