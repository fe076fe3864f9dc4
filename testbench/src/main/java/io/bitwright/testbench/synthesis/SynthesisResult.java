package io.bitwright.testbench.synthesis;

import io.bitwright.simulator.area.record.Area;
import io.bitwright.simulator.area.record.RecordedFigures;
import io.bitwright.simulator.area.record.SynthesisTarget;
import java.util.Optional;

/**
 * What synthesis found out about a module on a target.
 *
 * @param subject the module
 * @param target the FPGA family
 * @param area what it takes
 * @param speed how fast it can be clocked, if that was asked for
 * @param seconds wall time of the tools
 */
public record SynthesisResult(
    SynthesisSubject subject,
    SynthesisTarget target,
    Area area,
    Optional<ClockSpeed> speed,
    double seconds) {

  /** A count shared out over the multiply-accumulates of a cycle, if the module does any. */
  public Optional<Double> each(int count) {
    int shares = subject.multiplyAccumulatesPerCycle();
    return shares == 0 ? Optional.empty() : Optional.of((double) count / shares);
  }

  /**
   * What is recorded of it.
   *
   * @param yosys version of Yosys
   */
  public RecordedFigures figures(String yosys) {
    return new RecordedFigures(
        area, subject.multiplyAccumulatesPerCycle(), speed.map(ClockSpeed::medianMegahertz), yosys);
  }
}
