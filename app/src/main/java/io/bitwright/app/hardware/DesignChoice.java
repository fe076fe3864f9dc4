package io.bitwright.app.hardware;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.testbench.cosim.UnitCosims;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose what is generated: a unit with its settings, or an accelerator. */
public final class DesignChoice {
  @Option(
      names = "--accelerator",
      paramLabel = "ACCELERATOR",
      description = "All units of an accelerator: a name from 'list' or a YAML file.")
  private @Nullable String accelerator;

  @Option(names = "--unit", paramLabel = "UNIT", description = "One unit, by its name from 'list'.")
  private @Nullable String unit;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the unit; more than one may be given.")
  private List<String> settings = new ArrayList<>();

  /**
   * The design, rendered in memory.
   *
   * @throws SpecException if the choice is incomplete or cannot be generated
   */
  public GeneratedDesign design() {
    if (accelerator != null && unit != null) {
      throw new SpecException("--accelerator and --unit exclude each other");
    }
    if (unit != null) {
      return new RtlGenerator().generate(Unit.named(unit).configure("--set", settings));
    }
    if (!settings.isEmpty()) {
      throw new SpecException("--set goes with --unit; an accelerator is set in its YAML");
    }
    if (accelerator == null) {
      throw new SpecException(
          "nothing chosen: give --accelerator (%s) or --unit (%s)"
              .formatted(
                  String.join(", ", AcceleratorLibrary.names()),
                  String.join(", ", Arrays.stream(Unit.values()).map(Unit::label).toList())));
    }
    return new RtlGenerator().generate(AcceleratorLibrary.resolve(accelerator));
  }

  /** Whether the user chose anything. */
  boolean isMade() {
    return accelerator != null || unit != null || !settings.isEmpty();
  }

  /**
   * What to verify: the unit or accelerator chosen, a unit without settings at a small size, or,
   * where nothing is chosen, every unit at a small size.
   */
  public List<UnitModel> unitsToVerify() {
    if (!isMade()) {
      return Arrays.stream(Unit.values()).<UnitModel>map(UnitCosims::smallUnit).toList();
    }
    if (unit != null && accelerator == null && settings.isEmpty()) {
      return List.of(UnitCosims.smallUnit(Unit.named(unit)));
    }
    return List.of(design().spec());
  }
}
