/** Dynamic memories: what a device's data sheet says of its banks, rows and times. */
@NullMarked
package io.bitwright.spec.dram;

import org.jspecify.annotations.NullMarked;
