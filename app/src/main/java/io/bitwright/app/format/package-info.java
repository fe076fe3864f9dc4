/** Formats as users name them: what is multiplied, and what lies in memory. */
@NullMarked
package io.bitwright.app.format;

import org.jspecify.annotations.NullMarked;
