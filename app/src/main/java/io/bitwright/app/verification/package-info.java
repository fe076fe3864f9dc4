/** The commands that ask whether the checks of a unit are good: mutation, coverage, proofs. */
@NullMarked
package io.bitwright.app.verification;

import org.jspecify.annotations.NullMarked;
