package io.bitwright.testbench.gatelevel;

import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.model.ArithmeticOperatorModel;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.SystolicArrayModel;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.synthesis.SynthesisSubject;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.List;

/**
 * A module whose gate-level energy is measured, and what it works on.
 *
 * @param title the module with its settings, in words
 * @param operation what it does once: {@code multiply_accumulate}, {@code add}, ...
 * @param files the RTL of the module and all below it
 * @param module its name
 * @param roles which of its nets carry sums and products
 * @param hasTrainedOperands whether it can work on those of a trained model
 * @param work what it works on
 */
public record GateSubject(
    String title,
    String operation,
    List<GeneratedFile> files,
    String module,
    NetRoles roles,
    boolean hasTrainedOperands,
    Work work) {
  private static final String ELEMENT = "processing_element";

  public GateSubject {
    files = List.copyOf(files);
  }

  /** Whether the module can work on operands of a kind. */
  public boolean takes(OperandSource operands) {
    return operands == OperandSource.RANDOM || hasTrainedOperands;
  }

  /** Gives the trace of a module's ports. */
  @FunctionalInterface
  public interface Work {
    /**
     * The trace.
     *
     * @param seed of what is random
     */
    PortTrace trace(OperandSource operands, long seed);
  }

  /** A bare operation. */
  public static GateSubject of(ArithmeticOperatorModel operator) {
    return new GateSubject(
        operator.module().replace('_', ' '),
        operator.isAdder() ? "add" : "multiply",
        List.of(file(operator)),
        operator.module(),
        operator.isAdder() ? NetRoles.adder() : NetRoles.multiplier(),
        true,
        (operands, seed) -> OperatorTrace.of(operator, operands, seed));
  }

  private static GeneratedFile file(ArithmeticOperatorModel operator) {
    return new GeneratedFile(
        "rtl/" + operator.module() + ".sv",
        new TemplateEngine().render(operator.template(), operator));
  }

  /**
   * A unit, or the element of a weight-stationary array.
   *
   * @throws SpecException if nothing drives that module alone
   */
  public static GateSubject of(SynthesisSubject subject) {
    UnitModel unit = subject.unit();
    if (subject.isWholeUnit()) {
      UnitTrace trace = new UnitTrace(unit, new VerilatorBuild(BuildCache.ofUser()));
      boolean multiplies =
          unit.multiplyAccumulatesPerCycle() > 0 && UnitTrace.countsMultiplyAccumulates(unit);
      return new GateSubject(
          unit.title(),
          multiplies ? "multiply_accumulate" : "result",
          subject.files(),
          subject.module(),
          NetRoles.ofUnits(),
          unit instanceof SystolicArrayModel,
          trace::record);
    }
    if (unit instanceof WeightStationaryArrayModel array && subject.module().equals(ELEMENT)) {
      return new GateSubject(
          unit.title() + ", " + ELEMENT,
          "multiply_accumulate",
          subject.files(),
          subject.module(),
          NetRoles.ofUnits(),
          true,
          (operands, seed) -> ElementTrace.of(array, operands, seed));
    }
    throw new SpecException(
        "--module %s: nothing drives it alone, so its energy cannot be found; allowed: no --module, or processing_element of a weight_stationary_array"
            .formatted(subject.module()));
  }
}
