package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyEntry;
import io.bitwright.energy.EnergyLibrary;
import io.bitwright.energy.EnergyTable;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.energy.EnergyTableReader;
import io.bitwright.energy.TechnologyScaling;
import io.bitwright.energy.TechnologyScalings;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.EnergySpec;
import io.bitwright.spec.format.NumberFormat;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The energy tables and the rule of scaling that an accelerator's description names. */
public final class EnergyTables {
  private EnergyTables() {}

  /**
   * The tables that ship and those that the description names: folders, or ids of tables that ship.
   *
   * @throws SpecException with the place in the description, and that in the table, if a folder is
   *     missing or a table is wrong
   */
  public static EnergyLibrary library(EnergySpec energy) {
    EnergyLibrary library = EnergyLibrary.shipped();
    for (EnergySpec.TableFolder named : energy.tables()) {
      if (!Files.isDirectory(named.folder())) {
        library = preferring(library, named);
        continue;
      }
      try {
        List<EnergyTable> own = new ArrayList<>();
        EnergyTable table = EnergyTableReader.read(named.folder());
        requireFormats(table);
        own.add(table);
        library = library.with(own);
      } catch (EnergyTableException wrong) {
        throw new SpecException(String.valueOf(wrong.getMessage()), wrong).at(named.place());
      }
    }
    return library;
  }

  /** Formats of multiply-accumulates are pairs of number formats. */
  private static void requireFormats(EnergyTable table) {
    for (EnergyEntry entry : table.entries()) {
      if (entry.key().component().equals("matrix_unit")) {
        List<String> pair = List.of(entry.key().format().split(" x ", -1));
        if (pair.size() != 2) {
          throw new EnergyTableException(
              "%s/matrix_unit.csv: format %s: write weights x activations, as ternary x int8"
                  .formatted(entry.sourceId(), QuotedText.of(entry.key().format())));
        }
        pair.forEach(format -> parse(entry.sourceId(), format));
      }
    }
  }

  private static void parse(String sourceId, String format) {
    try {
      NumberFormat.parse(format);
    } catch (SpecException unknown) {
      throw new EnergyTableException(
          sourceId + "/matrix_unit.csv: format: " + unknown.getMessage(), unknown);
    }
  }

  private static EnergyLibrary preferring(EnergyLibrary library, EnergySpec.TableFolder named) {
    String id = named.folder().getFileName().toString();
    if (library.find(id).isEmpty()) {
      throw new SpecException(
              "there is no folder "
                  + named.folder()
                  + "; write that of an energy table, or the name of one that ships"
                  + NearestWord.hint(id, library.names()))
          .at(named.place());
    }
    return library.preferring(id);
  }

  /**
   * The rule that a description names, or the default.
   *
   * @throws SpecException with its place, if there is no such rule
   */
  public static TechnologyScaling scaling(EnergySpec energy) {
    if (energy.scaling().isEmpty()) {
      return TechnologyScalings.DEFAULT;
    }
    EnergySpec.ScalingWord named = energy.scaling().get();
    try {
      return TechnologyScalings.parse(named.word());
    } catch (EnergyTableException unknown) {
      throw new SpecException(String.valueOf(unknown.getMessage()), unknown).at(named.place());
    }
  }
}
