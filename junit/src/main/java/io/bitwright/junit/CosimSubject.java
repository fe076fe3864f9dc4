package io.bitwright.junit;

import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.CosimSuite;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one invocation co-simulates.
 *
 * @param name of the accelerator or unit
 * @param unit its unit
 * @param cases runs, at least 1
 * @param seed of all that is random
 */
record CosimSubject(String name, UnitModel unit, int cases, long seed) {

  /**
   * The subjects of an annotation, at least one.
   *
   * @throws SpecException if the annotation is wrong
   */
  static List<CosimSubject> of(Cosim cosim) {
    if (cosim.cases() < 1) {
      throw new SpecException("@Cosim: cases is " + cosim.cases() + ", and must be at least 1");
    }
    boolean isUnit = !cosim.unit().isEmpty();
    if (isUnit == cosim.value().length > 0) {
      throw new SpecException(
          "@Cosim: give accelerators (%s) or a unit (%s), not %s"
              .formatted(
                  String.join(", ", AcceleratorLibrary.names()),
                  String.join(", ", Arrays.stream(Unit.values()).map(Unit::label).toList()),
                  isUnit ? "both" : "neither"));
    }
    List<String> settings = List.of(cosim.settings());
    if (isUnit) {
      UnitModel unit = Unit.named(cosim.unit()).configure("@Cosim settings", settings);
      return List.of(new CosimSubject(cosim.unit(), unit, cosim.cases(), cosim.seed()));
    }
    if (!settings.isEmpty()) {
      throw new SpecException("@Cosim: settings go with unit; an accelerator is set in its YAML");
    }
    return Arrays.stream(cosim.value()).map(name -> ofAccelerator(name, cosim)).toList();
  }

  private static CosimSubject ofAccelerator(String name, Cosim cosim) {
    AcceleratorSpec accelerator = AcceleratorLibrary.resolve(name);
    return new CosimSubject(
        accelerator.name(), RtlGenerator.unitOf(accelerator), cosim.cases(), cosim.seed());
  }

  /** Builds the unit and runs it. */
  CosimReport run() {
    return CosimSuite.of(unit, cases, seed)
        .run(
            new VerilatorBuild(BuildCache.ofUser()),
            BuildOptions.forTests(),
            Optional.empty(),
            _ -> {});
  }

  /** The subject in one line, for the name of the test. */
  String title() {
    String kind = unit.unit().label();
    return name.equals(kind) ? kind : name + ": " + kind;
  }
}
