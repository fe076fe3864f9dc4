package io.bitwright.spec.accelerator;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.quantity.Power;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The sections {@code power} and {@code energy} of an accelerator description. */
final class PowerReader {
  private static final int MOST_TABLES = 16;

  private PowerReader() {}

  static PowerSpec power(Section top) {
    Optional<Section> section = top.optionalSection("power", AcceleratorKeys.POWER);
    if (section.isEmpty()) {
      return PowerSpec.UNKNOWN;
    }
    Section power = section.get();
    PowerSpec spec = new PowerSpec(of(power, "idle"), of(power, "leakage"), of(power, "limit"));
    if (spec.idle().isPresent() && spec.leakage().isPresent()) {
      throw power.problem("leakage", "idle power contains what leaks; leave one of them out");
    }
    if (spec.limit().isPresent() && spec.limit().get().watts() == 0) {
      throw power.problem("limit", "nothing runs at 0 W; write the power that the chip may take");
    }
    return spec;
  }

  private static Optional<Power> of(Section power, String key) {
    return power.optionalValue(key, Dimension.POWER.expectation(), Power::parse);
  }

  /**
   * The section {@code energy}.
   *
   * @param file of the description
   */
  static EnergySpec energy(Section top, Path file) {
    Optional<Section> section = top.optionalSection("energy", AcceleratorKeys.ENERGY);
    if (section.isEmpty()) {
      return EnergySpec.DEFAULT;
    }
    Section energy = section.get();
    List<String> paths = energy.texts("tables");
    if (paths.size() > MOST_TABLES) {
      throw energy.problem("tables", paths.size() + " folders; write at most " + MOST_TABLES);
    }
    List<EnergySpec.TableFolder> tables = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String key = "tables[" + i + "]";
      Path folder = energy.parse(key, paths.get(i), PowerReader::path);
      tables.add(new EnergySpec.TableFolder(file.resolveSibling(folder), energy.place(key)));
    }
    return new EnergySpec(
        tables,
        energy
            .optionalValue("node", Dimension.PROCESS_NODE.expectation(), AcceleratorReader::node)
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty),
        energy.has("scaling")
            ? Optional.of(
                new EnergySpec.ScalingWord(energy.text("scaling"), energy.place("scaling")))
            : Optional.empty());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new SpecException(QuotedText.of(text) + " is no path; write that of a folder", e);
    }
  }
}
