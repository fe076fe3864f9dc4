package io.bitwright.testbench.verilator;

import java.util.List;

/**
 * How RTL is built.
 *
 * @param waveforms whether the model can write waveforms (VCD), at 24 times the simulation time
 * @param assertions whether the RTL's assertions are checked
 * @param optimisation compile time against simulation speed
 * @param loops whether Verilator writes the loops of the RTL as loops of C++, not one copy of the
 *     body a turn; see {@link io.bitwright.codegen.unit.UnitModel#keepsLoops}
 * @param coverage whether the model counts which lines run and which bits toggle, at up to 140
 *     times the simulation time; only what is synthesised is then there
 */
public record BuildOptions(
    boolean waveforms,
    boolean assertions,
    Optimisation optimisation,
    boolean loops,
    boolean coverage) {

  /**
   * Work from which a faster model saves more than its build costs: it is built about 4 s slower,
   * and a slow one does some 60 million multiply-accumulates a second.
   */
  private static final long LONG_WORK = 1L << 28;

  /** Without coverage, the RTL's loops unrolled. */
  public BuildOptions(boolean waveforms, boolean assertions, Optimisation optimisation) {
    this(waveforms, assertions, optimisation, false, false);
  }

  /** Optimisation of the C++ compiler. */
  public enum Optimisation {
    /** For a model that simulates less than some hundred thousand cycles. */
    SHORT_RUNS(List.of("-O1")),
    /** For a model that simulates millions of cycles, on this processor. */
    LONG_RUNS(List.of("-O3", "-march=native"));

    // List.of: immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> flags;

    Optimisation(List<String> flags) {
      this.flags = flags;
    }

    /** The compiler's flags. */
    List<String> flags() {
      return flags;
    }
  }

  /** For counting lines and toggles in short runs. */
  public static BuildOptions forCoverage() {
    return new BuildOptions(false, false, Optimisation.SHORT_RUNS, false, true);
  }

  /** For tests: quickly built, assertions checked. */
  public static BuildOptions forTests() {
    return new BuildOptions(false, true, Optimisation.SHORT_RUNS);
  }

  /** For so many multiply-accumulates in all, assertions checked: quickly built or fast. */
  public static BuildOptions forWork(double multiplyAccumulates) {
    return multiplyAccumulates < LONG_WORK
        ? forTests()
        : new BuildOptions(false, true, Optimisation.LONG_RUNS);
  }

  /** For long simulations: fast, assertions not checked. */
  public static BuildOptions forLongRuns() {
    return new BuildOptions(false, false, Optimisation.LONG_RUNS);
  }

  /** The same, able to write waveforms. */
  public BuildOptions withWaveforms() {
    return new BuildOptions(true, assertions, optimisation, loops, coverage);
  }

  /** The same, the RTL's loops kept. */
  public BuildOptions keepingLoops() {
    return new BuildOptions(waveforms, assertions, optimisation, true, coverage);
  }
}
