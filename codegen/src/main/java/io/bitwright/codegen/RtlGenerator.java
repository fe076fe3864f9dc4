package io.bitwright.codegen;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.model.DesignPackageModel;
import io.bitwright.codegen.model.TemplateModel;
import io.bitwright.codegen.model.UnitPageModel;
import io.bitwright.codegen.model.UnitPageModel.FileUse;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.RtlModule;
import io.bitwright.codegen.unit.RtlProof;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
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
  static final String PIECES_FOLDER = "pieces/";
  static final String PROOFS_FOLDER = "proofs/";

  private final TemplateEngine engine = new TemplateEngine();

  /** The design of one unit. */
  public GeneratedDesign generate(UnitModel spec) {
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
    UnitModel spec =
        switch (accelerator.matrixUnit().kind()) {
          case WEIGHT_STATIONARY_ARRAY ->
              WeightStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
        };
    return generate(
        name, spec, List.of("./bitwright generate --accelerator " + name + " --out rtl/" + name));
  }

  private GeneratedDesign generate(String name, UnitModel spec, List<String> regenerateCommand) {
    Banner origin = new Banner("", name, Digest.sha256(spec.canonicalText()), regenerateCommand);
    String top = spec.unit().label();
    List<GeneratedFile> rtl = new ArrayList<>();
    List<GeneratedFile> benches = new ArrayList<>();
    List<FileUse> uses = new ArrayList<>();
    for (RtlModule module : spec.modules()) {
      rtl.add(render(RTL_FOLDER, module, origin));
      uses.add(new FileUse(rtl.getLast().path(), module.use()));
    }
    for (RtlModule bench : spec.benches()) {
      benches.add(render(BENCH_FOLDER, bench, origin));
      uses.add(new FileUse(benches.getLast().path(), bench.use()));
    }
    List<GeneratedFile> pieces = new ArrayList<>();
    for (RtlModule piece : spec.pieces()) {
      pieces.add(render(PIECES_FOLDER, piece, origin));
      uses.add(new FileUse(pieces.getLast().path(), piece.use()));
    }
    for (DesignPackage kind : DesignPackage.values()) {
      uses.add(new FileUse(kind.path(top), kind.use()));
    }

    List<GeneratedFile> files = new ArrayList<>();
    files.add(render("README.md", UnitPageModel.of(spec, origin, uses)));
    files.addAll(rtl);
    files.addAll(benches);
    files.addAll(pieces);
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
                rtl.stream().map(GeneratedFile::path).toList(),
                benches.stream().map(GeneratedFile::path).toList())));
    return new GeneratedDesign(name, spec, files);
  }

  /** The harness of a proof; it goes with the modules and pieces of its unit's design. */
  public GeneratedFile generate(RtlProof proof, UnitModel unit) {
    Banner origin =
        new Banner(
            proof.template(),
            unit.unit().label(),
            Digest.sha256(unit.canonicalText()),
            List.of("./bitwright prove --unit " + unit.unit().label()));
    return new GeneratedFile(
        PROOFS_FOLDER + proof.name() + ".sv",
        engine.render(proof.template(), proof.model(), origin));
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

  private GeneratedFile render(String folder, RtlModule module, Banner origin) {
    return new GeneratedFile(
        folder + module.name() + ".sv",
        engine.render(module.template(), module.model(), origin.of(module.template())));
  }
}
