package io.bitwright.codegen;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.model.BenchVectorsModel;
import io.bitwright.codegen.model.DesignPackageModel;
import io.bitwright.codegen.model.IpXactModel;
import io.bitwright.codegen.model.PlainVerilogModel;
import io.bitwright.codegen.model.StreamBenchModel;
import io.bitwright.codegen.model.TemplateModel;
import io.bitwright.codegen.model.UnitPageModel;
import io.bitwright.codegen.model.UnitPageModel.FileUse;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.InputStationaryArrayModel;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;
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
import java.util.Map;
import java.util.stream.IntStream;

/** Renders the Verilog of a unit or of an accelerator's units, with all that goes with it. */
public final class RtlGenerator {
  static final String RTL_FOLDER = "rtl/";
  static final String BENCH_FOLDER = "bench/";
  static final String PIECES_FOLDER = "pieces/";
  static final String PROOFS_FOLDER = "proofs/";
  private static final String VECTORS_FOLDER = "bench/vectors/";
  private static final String IP_XACT = ".ipxact.xml";

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
   * The design of an accelerator's matrix unit.
   *
   * @throws SpecException if RTL cannot be generated from this description
   */
  public GeneratedDesign generate(AcceleratorSpec accelerator) {
    String name = accelerator.name();
    return generate(
        name,
        unitOf(accelerator),
        List.of("./bitwright generate --accelerator " + name + " --out rtl/" + name));
  }

  /**
   * An accelerator's matrix unit; all units of an accelerator are equal.
   *
   * @throws SpecException if RTL cannot be generated from this description
   */
  public static UnitModel unitOf(AcceleratorSpec accelerator) {
    String name = accelerator.name();
    if (!accelerator.generable()) {
      throw new SpecException(
          name + ": this description is of a machine that is only estimated, not generated");
    }
    return switch (accelerator.matrixUnit().kind()) {
      case WEIGHT_STATIONARY_ARRAY ->
          WeightStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
      case INPUT_STATIONARY_ARRAY ->
          InputStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
      case OUTPUT_STATIONARY_ARRAY ->
          OutputStationaryArrayModel.of(accelerator.matrixUnit(), accelerator.clock());
      case TENSOR_CORE ->
          throw new SpecException(name + ": RTL of tensor cores cannot be generated");
    };
  }

  /**
   * A design with its RTL in Verilog-2005: the same unit, bench and packaging.
   *
   * @param design in SystemVerilog
   * @param modules the text of each module by name, lower ones first, the top last
   */
  public GeneratedDesign inVerilog2005(GeneratedDesign design, Map<String, String> modules) {
    String language = " --language " + Language.VERILOG_2005.label();
    List<String> command = new ArrayList<>(design.origin().regenerateCommand());
    command.set(0, command.getFirst().replaceFirst(" --out .*", " --out DIR") + language);
    Banner old = design.origin();
    Banner origin = new Banner("", old.specName(), old.specDigest(), command);
    List<GeneratedFile> rtl = new ArrayList<>();
    List<FileUse> uses = new ArrayList<>();
    modules.forEach((name, text) -> {
      String path = RTL_FOLDER + name + Language.VERILOG_2005.extension();
      rtl.add(render(path, PlainVerilogModel.of(origin, name, text)));
      uses.add(new FileUse(path, name.equals(design.topModule()) ? "the unit" : "a part of it"));
    });
    return packaged(design.name(), design.spec(), origin, Language.VERILOG_2005, rtl, uses);
  }

  private GeneratedDesign generate(String name, UnitModel spec, List<String> regenerateCommand) {
    Banner origin = new Banner("", name, Digest.sha256(spec.canonicalText()), regenerateCommand);
    List<GeneratedFile> rtl = new ArrayList<>();
    List<FileUse> uses = new ArrayList<>();
    for (RtlModule module : spec.modules()) {
      rtl.add(render(RTL_FOLDER, module, origin));
      uses.add(new FileUse(rtl.getLast().path(), module.use()));
    }
    GeneratedDesign design = packaged(name, spec, origin, Language.SYSTEMVERILOG, rtl, uses);
    return design.with(
        spec.pieces().stream().map(piece -> render(PIECES_FOLDER, piece, origin)).toList());
  }

  /** The RTL with all that goes with it; {@code uses} are those of the RTL. */
  private GeneratedDesign packaged(
      String name,
      UnitModel spec,
      Banner origin,
      Language language,
      List<GeneratedFile> rtl,
      List<FileUse> uses) {
    String top = spec.unit().label();
    List<FileUse> allUses = new ArrayList<>(uses);
    List<GeneratedFile> benches = new ArrayList<>();
    for (RtlModule bench : spec.benches()) {
      benches.add(render(BENCH_FOLDER, bench, origin));
      allUses.add(new FileUse(benches.getLast().path(), bench.use()));
    }
    String streamBench = BENCH_FOLDER + top + "_bench.cpp";
    allUses.add(new FileUse(streamBench, "self-checking C++ bench for Verilator, without Java"));
    allUses.add(new FileUse(VECTORS_FOLDER, "recorded runs that the C++ bench plays"));
    if (language == Language.SYSTEMVERILOG) {
      spec.pieces()
          .forEach(piece ->
              allUses.add(
                  new FileUse(PIECES_FOLDER + piece.name() + language.extension(), piece.use())));
    }
    allUses.add(new FileUse(top + IP_XACT, "IP-XACT component, IEEE 1685-2014"));
    for (DesignPackage kind : DesignPackage.values()) {
      allUses.add(new FileUse(kind.path(top), kind.use()));
    }

    DesignPackageModel goesWithIt =
        packaging(name, spec, origin, language, paths(rtl), paths(benches));
    List<GeneratedFile> files = new ArrayList<>();
    files.add(render("README.md", UnitPageModel.of(spec, origin, allUses)));
    files.addAll(rtl);
    files.addAll(benches);
    files.add(render(streamBench, StreamBenchModel.of(spec.interfaceOf(), origin)));
    files.add(render(top + IP_XACT, IpXactModel.of(goesWithIt, spec)));
    files.addAll(DesignPackage.render(engine, goesWithIt));
    return new GeneratedDesign(name, spec, origin, files);
  }

  private static List<String> paths(List<GeneratedFile> files) {
    return files.stream().map(GeneratedFile::path).toList();
  }

  private static DesignPackageModel packaging(
      String name,
      UnitModel spec,
      Banner origin,
      Language language,
      List<String> rtl,
      List<String> benches) {
    String top = spec.unit().label();
    return new DesignPackageModel(
        origin,
        top,
        top + "_bench",
        name,
        spec.unit().description(),
        UnitInterface.CLOCK,
        periodNanoseconds(spec.clock()),
        rtl,
        benches,
        IntStream.range(0, BenchVectorsModel.RUNS).mapToObj(BenchVectorsModel::path).toList(),
        language == Language.SYSTEMVERILOG);
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
        folder + module.name() + Language.SYSTEMVERILOG.extension(),
        engine.render(module.template(), module.model(), origin.of(module.template())));
  }
}
