package io.bitwright.codegen;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.model.PartialSumAccumulatorModel;
import io.bitwright.codegen.model.TemplateModel;
import io.bitwright.codegen.model.WeightStationaryArrayBenchModel;
import io.bitwright.codegen.model.WeightStationaryArrayModel;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.UnitSpec;
import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
    Banner origin = new Banner("", name, sha256(spec.canonicalText()), regenerateCommand);
    return new GeneratedDesign(
        name,
        spec,
        switch (spec) {
          case WeightStationaryArraySpec array -> render(array, origin);
        });
  }

  private List<GeneratedFile> render(WeightStationaryArraySpec spec, Banner origin) {
    List<GeneratedFile> files = new ArrayList<>();
    files.add(
        render(
            RTL_FOLDER + "partial_sum_accumulator.sv",
            PartialSumAccumulatorModel.of(spec, origin)));
    files.add(
        render(
            RTL_FOLDER + "weight_stationary_array.sv",
            WeightStationaryArrayModel.of(spec, origin)));
    files.add(
        render(
            BENCH_FOLDER + "weight_stationary_array_bench.sv",
            WeightStationaryArrayBenchModel.of(spec, origin)));
    return files;
  }

  private <M extends Record & TemplateModel> GeneratedFile render(String path, M model) {
    return new GeneratedFile(path, engine.render(model.template(), model));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
