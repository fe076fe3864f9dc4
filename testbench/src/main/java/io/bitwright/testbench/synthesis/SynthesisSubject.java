package io.bitwright.testbench.synthesis;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.RtlModule;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.SynthesisTarget;
import io.bitwright.spec.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One module to be synthesised: a unit, one of its lower modules, or one of its pieces.
 *
 * @param unit the unit that the module belongs to
 * @param module its name
 * @param files the files that hold it and all below it
 * @param multiplyAccumulatesPerCycle what its figures are shared out over; 0 if it is no multiplier
 */
public record SynthesisSubject(
    UnitModel unit, String module, List<GeneratedFile> files, int multiplyAccumulatesPerCycle) {
  public SynthesisSubject {
    files = List.copyOf(files);
  }

  /**
   * The module of a line of the record.
   *
   * @throws io.bitwright.spec.SpecException if there is no such unit, setting or module
   */
  public static SynthesisSubject of(Configuration configuration) {
    GeneratedDesign design =
        new RtlGenerator()
            .generate(Unit.named(configuration.unit()).configure(configuration.settingsByKey()));
    String module = configuration.module();
    return module.isEmpty() ? of(design) : of(design, module);
  }

  /** The whole unit. */
  public static SynthesisSubject of(GeneratedDesign design) {
    return of(design, design.topModule());
  }

  /**
   * The module of that name.
   *
   * @throws io.bitwright.spec.SpecException if the unit has none, naming those it has
   */
  public static SynthesisSubject of(GeneratedDesign design, String module) {
    UnitModel unit = design.spec();
    List<String> pieces = unit.pieces().stream().map(RtlModule::name).toList();
    List<RtlModule> modules = new ArrayList<>(unit.pieces());
    unit.modules().stream()
        .filter(candidate -> !pieces.contains(candidate.name()))
        .forEach(modules::add);
    RtlModule chosen =
        Vocabulary.of("module of " + design.topModule(), modules, RtlModule::name).parse(module);
    List<GeneratedFile> files = new ArrayList<>(design.rtlFiles());
    if (pieces.contains(module)) {
      // A piece may be a variant of one of the unit's modules, and then bears its name.
      files.removeIf(file -> pieces.contains(file.moduleName()));
      files.addAll(design.pieceFiles());
    }
    return new SynthesisSubject(unit, module, files, chosen.multiplyAccumulatesPerCycle());
  }

  /** The line of a record that would measure this on a target, without its speed. */
  public Configuration configuration(SynthesisTarget target) {
    String settings =
        unit.settings().entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" "));
    return new Configuration(
        unit.unit().label(), settings, isWholeUnit() ? "" : module, target, 0, false);
  }

  /** Whether this is the unit as a whole. */
  public boolean isWholeUnit() {
    return module.equals(unit.interfaceOf().topModule());
  }
}
