/** What an accelerator's matrix units and buffers take of an FPGA, in closed form. */
@NullMarked
package io.bitwright.simulator.area;

import org.jspecify.annotations.NullMarked;
