/** A design as users have it: is what comes with the RTL right, and does it work without us? */
@NullMarked
package io.bitwright.testbench.packaging;

import org.jspecify.annotations.NullMarked;
