/** {@code run}: text from a checkpoint, on the golden model or on the RTL itself. */
@NullMarked
package io.bitwright.app.generation;

import org.jspecify.annotations.NullMarked;
