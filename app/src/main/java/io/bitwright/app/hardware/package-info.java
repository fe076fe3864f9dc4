/** {@code generate} and {@code cosim}: a unit or an accelerator, as files and under test. */
@NullMarked
package io.bitwright.app.hardware;

import org.jspecify.annotations.NullMarked;
