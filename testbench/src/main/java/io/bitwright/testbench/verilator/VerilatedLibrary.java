package io.bitwright.testbench.verilator;

import io.bitwright.codegen.model.StreamHarnessModel;
import java.nio.file.Path;

/**
 * RTL built into a shared library.
 *
 * @param file the shared library
 * @param harness the streams it is driven through
 * @param options how it was built
 */
public record VerilatedLibrary(Path file, StreamHarnessModel harness, BuildOptions options) {}
