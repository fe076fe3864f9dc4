package io.bitwright.testbench.verilator;

/**
 * How RTL is built.
 *
 * @param waveforms whether the model can write waveforms (VCD), at 24 times the simulation time
 * @param assertions whether the RTL's assertions are checked
 * @param optimisation compile time against simulation speed
 */
public record BuildOptions(boolean waveforms, boolean assertions, Optimisation optimisation) {

  /** Optimisation of the C++ compiler. */
  public enum Optimisation {
    /** For a model that simulates less than some hundred thousand cycles. */
    SHORT_RUNS("-O1"),
    /** For a model that simulates millions of cycles. */
    LONG_RUNS("-O3");

    private final String flag;

    Optimisation(String flag) {
      this.flag = flag;
    }

    /** The compiler's flag. */
    String flag() {
      return flag;
    }
  }

  /** For tests: quickly built, assertions checked. */
  public static BuildOptions forTests() {
    return new BuildOptions(false, true, Optimisation.SHORT_RUNS);
  }

  /** For long simulations: fast, assertions not checked. */
  public static BuildOptions forLongRuns() {
    return new BuildOptions(false, false, Optimisation.LONG_RUNS);
  }

  /** The same, able to write waveforms. */
  public BuildOptions withWaveforms() {
    return new BuildOptions(true, assertions, optimisation);
  }
}
