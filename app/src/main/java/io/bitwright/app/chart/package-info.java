/** Pictures for pages: what is drawn where, worked out for templates that only print it. */
@NullMarked
package io.bitwright.app.chart;

import org.jspecify.annotations.NullMarked;
