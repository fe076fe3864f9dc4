/** Designs in another language than that of the templates. */
@NullMarked
package io.bitwright.testbench.language;

import org.jspecify.annotations.NullMarked;
