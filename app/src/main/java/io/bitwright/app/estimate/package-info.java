/** {@code estimate}: from options or rows of a case file to a report. */
@NullMarked
package io.bitwright.app.estimate;

import org.jspecify.annotations.NullMarked;
