/** Number formats as exact values: what a weight or an activation is once it is quantised. */
@NullMarked
package io.bitwright.golden.format;

import org.jspecify.annotations.NullMarked;
