/** {@code generate}, {@code cosim}, {@code synth}: a unit as files, under test, on an FPGA. */
@NullMarked
package io.bitwright.app.hardware;

import org.jspecify.annotations.NullMarked;
