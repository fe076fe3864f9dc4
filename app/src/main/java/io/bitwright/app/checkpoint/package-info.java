/** Trained weights and tokens as users name them. */
@NullMarked
package io.bitwright.app.checkpoint;

import org.jspecify.annotations.NullMarked;
