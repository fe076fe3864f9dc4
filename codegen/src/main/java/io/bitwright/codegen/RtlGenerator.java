package io.bitwright.codegen;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.model.DesignPackageModel;
import io.bitwright.codegen.model.PartialSumAccumulatorModel;
import io.bitwright.codegen.model.TemplateModel;
import io.bitwright.codegen.model.WeightStationaryArrayBenchModel;
import io.bitwright.codegen.model.WeightStationaryArrayModel;
import io.bitwright.codegen.model.WeightStationaryArrayPageModel;
import io.bitwright.codegen.model.WeightStationaryArrayPageModel.FileUse;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitSpec;
import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.quantity.Frequency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Renders the Verilog of a unit or of an accelerator's units, with all that goes with it. */
public final class RtlGenerator {
  static final String RTL_FOLDER = "rtl/";
  static final String BENCH_FOLDER = "bench/";

  private final TemplateEngine engine = new TemplateEngine();

  /** The design of one unit. */
  public GeneratedDesign generate(UnitSpec spec) {
    List<String> command = new ArrayList<>();
    command.add("./bitwright generate --unit " + spec.unit().label());
    spec.settings().forEach((key, value) -> command.add("  --set " + key + "=" + value));
    command.add("  --out DIR");
    return generate(spec.unit().label(), spec, command);
  }

  /**
   * The design of an accelerator's matrix unit; all units of an accelerator are equal.
   *
   * @throws SpecException if RTL cannot be generated from this description
   */
  public GeneratedDesign generate(AcceleratorSpec accelerator) {
    String name = accelerator.name();
    if (!accelerator.generable()) {
      throw new SpecException(
          name + ": this description is of a machine that is only estimated, not generated");
    }
    UnitSpec spec =
        switch (accelerator.matrixUnit().kind()) {
          case WEIGHT_STATIONARY_ARRAY ->
              WeightStationaryArraySpec.of(accelerator.matrixUnit(), accelerator.clock());
        };
    return generate(
        name, spec, List.of("./bitwright generate --accelerator " + name + " --out rtl/" + name));
  }

  private GeneratedDesign generate(String name, UnitSpec spec, List<String> regenerateCommand) {
    Banner origin = new Banner("", name, Digest.sha256(spec.canonicalText()), regenerateCommand);
    return switch (spec) {
      case WeightStationaryArraySpec array -> generate(name, array, origin);
    };
  }

  private GeneratedDesign generate(String name, WeightStationaryArraySpec spec, Banner origin) {
    String top = spec.unit().label();
    GeneratedFile accumulator =
        render(
            RTL_FOLDER + "partial_sum_accumulator.sv", PartialSumAccumulatorModel.of(spec, origin));
    GeneratedFile array =
        render(RTL_FOLDER + top + ".sv", WeightStationaryArrayModel.of(spec, origin));
    GeneratedFile bench =
        render(BENCH_FOLDER + top + "_bench.sv", WeightStationaryArrayBenchModel.of(spec, origin));

    List<FileUse> uses = new ArrayList<>();
    uses.add(new FileUse(array.path(), "the unit"));
    uses.add(new FileUse(accumulator.path(), "its accumulators"));
    uses.add(new FileUse(bench.path(), "self-checking bench for Icarus Verilog"));
    for (DesignPackage kind : DesignPackage.values()) {
      uses.add(new FileUse(kind.path(top), kind.use()));
    }

    List<GeneratedFile> files = new ArrayList<>();
    files.add(render("README.md", WeightStationaryArrayPageModel.of(spec, origin, uses)));
    files.add(accumulator);
    files.add(array);
    files.add(bench);
    files.addAll(
        DesignPackage.render(
            engine,
            new DesignPackageModel(
                origin,
                top,
                top + "_bench",
                name,
                spec.unit().description(),
                UnitInterface.CLOCK,
                periodNanoseconds(spec.clock()),
                List.of(accumulator.path(), array.path()),
                List.of(bench.path()))));
    return new GeneratedDesign(name, spec, files);
  }

  /** The period rounded down to a picosecond, so that the constraint is never the slower clock. */
  private static String periodNanoseconds(Frequency clock) {
    return BigDecimal.valueOf(1_000_000_000L)
        .divide(BigDecimal.valueOf(clock.hertz()), 3, RoundingMode.DOWN)
        .toPlainString();
  }

  private <M extends Record & TemplateModel> GeneratedFile render(String path, M model) {
    return new GeneratedFile(path, engine.render(model.template(), model));
  }
}
