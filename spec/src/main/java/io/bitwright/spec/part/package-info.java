/** FPGA parts: what a device offers to a design. */
@NullMarked
package io.bitwright.spec.part;

import org.jspecify.annotations.NullMarked;
