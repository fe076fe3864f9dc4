/** Design spaces: what may vary, what must hold, and what is sought. */
@NullMarked
package io.bitwright.spec.space;

import org.jspecify.annotations.NullMarked;
