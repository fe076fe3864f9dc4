/** {@code quality}: what a number format costs in fidelity on a checkpoint. */
@NullMarked
package io.bitwright.app.quality;

import org.jspecify.annotations.NullMarked;
