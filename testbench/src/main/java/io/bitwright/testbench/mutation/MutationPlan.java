package io.bitwright.testbench.mutation;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.YosysScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A unit's netlist and the faults to put into it.
 *
 * <p>The netlist is the unit flat, its processes turned into registers and logic, its constants and
 * unused bits removed: what is left can be seen from outside, or is a defect of the unit.
 *
 * @param unit the unit
 * @param sources its RTL
 * @param original the netlist without faults, as Yosys' RTLIL
 * @param mutations the faults, numbered from 1
 */
public record MutationPlan(
    UnitModel unit, List<GeneratedFile> sources, String original, List<Mutation> mutations) {
  /** The most faults that a plan can have. */
  public static final int MOST = 60_000;

  /** So many times more faults are listed if most are in modules of other units. */
  private static final int SHARE_OF_OTHERS = 12;

  private static final String REGISTER_OUTPUT = "connect \\Q \\";

  static final Duration LIMIT = Duration.ofMinutes(10);
  static final String ORIGINAL_FILE = "original.il";

  public MutationPlan {
    sources = List.copyOf(sources);
    mutations = List.copyOf(mutations);
  }

  /**
   * Faults spread evenly over a unit's cells, wires and source lines; all that there are if they
   * are fewer; none in modules of other units. The same seed gives the same faults, and a smaller
   * number the first of them.
   *
   * @param count how many, at most {@link #MOST}
   * @throws io.bitwright.testbench.tool.ToolFailedException if Yosys refuses the unit
   */
  public static MutationPlan of(UnitModel unit, int count, long seed) {
    GeneratedDesign design = new RtlGenerator().generate(unit);
    String top = design.topModule();
    // Some more than wanted: those at clocks are left out.
    Set<String> elsewhere = unit.modulesOfOtherUnits();
    int listed = (elsewhere.isEmpty() ? 1 : SHARE_OF_OTHERS) * (count + count / 8 + 8);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      YosysScript.reading(design.rtlFiles())
          .then("hierarchy -check -top " + top, "proc", "flatten", "opt -full")
          .then("memory", "opt -full", "wreduce", "opt_clean", "write_rtlil " + ORIGINAL_FILE)
          .then("mutate -list %d -seed %d -o mutations.txt".formatted(listed, seed))
          .run(folder.path(), LIMIT)
          .orThrow("listing mutations of " + top);
      List<Mutation> mutations =
          parse(folder.read("mutations.txt")).stream()
              .filter(mutation -> !elsewhere.contains(mutation.module()))
              .toList();
      return new MutationPlan(
          unit,
          design.rtlFiles(),
          folder.read(ORIGINAL_FILE),
          numbered(mutations.subList(0, Math.min(count, mutations.size()))));
    }
  }

  private static List<Mutation> parse(String list) {
    return list.lines()
        .filter(line -> line.startsWith("mutate "))
        .map(Mutation::parse)
        .filter(mutation -> !mutation.isOfClock())
        .toList();
  }

  private static List<Mutation> numbered(List<Mutation> mutations) {
    return IntStream.range(0, mutations.size())
        .mapToObj(i -> mutations.get(i).numbered(i + 1))
        .toList();
  }

  /** The same netlist with fewer faults. */
  public MutationPlan only(Predicate<Mutation> chosen) {
    return new MutationPlan(
        unit, sources, original, numbered(mutations.stream().filter(chosen).toList()));
  }

  /** Name of the module at the top. */
  String topModule() {
    return unit.interfaceOf().topModule();
  }

  /**
   * What of the RTL a fault is in, in words that do not change when lines are added elsewhere: the
   * register ({@code register u_part.row_q}), else the line without blanks at its ends, else the
   * kind of the cell.
   */
  public String locationOf(Mutation mutation) {
    return registerOf(mutation).map(name -> "register " + name).orElseGet(() -> lineOf(mutation));
  }

  /** The register whose cell the netlist shows: {@code connect \Q \name}. */
  private Optional<String> registerOf(Mutation mutation) {
    int cell = original.indexOf(" " + mutation.cell() + "\n");
    int end = original.indexOf("\n  end", Math.max(0, cell));
    if (cell < 0 || end < 0) {
      return Optional.empty();
    }
    return original
        .substring(cell, end)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(REGISTER_OUTPUT))
        .map(line -> line.substring(REGISTER_OUTPUT.length()))
        .findFirst();
  }

  private String lineOf(Mutation mutation) {
    String place = mutation.place();
    int colon = place.lastIndexOf(':');
    return sources.stream()
        .filter(source -> source.path().endsWith("/" + place.substring(0, Math.max(0, colon))))
        .flatMap(source ->
            source
                .text()
                .lines()
                .skip(Math.max(0, Integer.parseInt(place.substring(colon + 1)) - 1))
                .limit(1))
        .map(String::strip)
        .findFirst()
        .orElse(place);
  }
}
