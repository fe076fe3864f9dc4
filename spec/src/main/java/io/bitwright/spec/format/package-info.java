/** Number formats as names with widths; their arithmetic lives in golden. */
@NullMarked
package io.bitwright.spec.format;

import org.jspecify.annotations.NullMarked;
