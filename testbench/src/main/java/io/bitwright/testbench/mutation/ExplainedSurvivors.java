package io.bitwright.testbench.mutation;

import io.bitwright.codegen.unit.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Mutants that no run can notice and no solver has shown to be harmless, with the reason, written
 * by hand in {@code explained_survivors.txt}.
 */
public final class ExplainedSurvivors {
  private static final String ANY_INDEX = "[*]";
  private static final String FILE = "explained_survivors.txt";
  private static final List<String> KEYS = List.of("units", "location", "faults", "reason");

  /**
   * Why mutants in one place survive.
   *
   * @param units labels of the units
   * @param location what of the RTL they are in: {@link MutationPlan#locationOf}, with {@code [*]}
   *     for any index
   * @param faults faults there, as {@code const0 A[0]}
   * @param reason one sentence
   */
  public record Explanation(
      List<String> units, String location, List<String> faults, String reason) {
    public Explanation {
      units = List.copyOf(units);
      faults = List.copyOf(faults);
    }

    /** The fault in the words of {@link #faults}. */
    public static String faultOf(Mutation mutation) {
      return "%s %s[%d]".formatted(mutation.mode(), mutation.port(), mutation.portBit());
    }

    /** Whether this explains a mutant of a unit. */
    public boolean explains(MutationPlan plan, Mutation mutation) {
      return units.contains(plan.unit().unit().label())
          && faults.contains(faultOf(mutation))
          && isIn(plan.locationOf(mutation));
    }

    private boolean isIn(String place) {
      return location.contains(ANY_INDEX)
          ? location.equals(place.replaceAll("\\[\\d+]", "[*]"))
          : location.equals(place);
    }
  }

  private ExplainedSurvivors() {}

  /** Why a mutant may survive, if that has been explained. */
  static Optional<String> reason(MutationPlan plan, Mutation mutation) {
    return all().stream()
        .filter(explanation -> explanation.explains(plan, mutation))
        .map(Explanation::reason)
        .findFirst();
  }

  /** The explanations for a unit. */
  public static List<Explanation> of(Unit unit) {
    return all().stream().filter(one -> one.units().contains(unit.label())).toList();
  }

  /** All explanations. */
  public static List<Explanation> all() {
    try (InputStream in = ExplainedSurvivors.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Entries of four lines {@code key: value}; lines with {@code #} are for people. */
  static List<Explanation> parse(String text) {
    List<Explanation> found = new ArrayList<>();
    Map<String, String> entry = new LinkedHashMap<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      int colon = line.indexOf(": ");
      String key = colon < 0 ? line : line.substring(0, colon);
      if (!key.equals(KEYS.get(entry.size()))) {
        throw new IllegalStateException(
            "%s: expected '%s: ...', got '%s'".formatted(FILE, KEYS.get(entry.size()), line));
      }
      entry.put(key, line.substring(colon + 2).strip());
      if (entry.size() == KEYS.size()) {
        List<String> values = List.copyOf(entry.values());
        found.add(
            new Explanation(
                listed(values.get(0)), values.get(1), listed(values.get(2)), values.get(3)));
        entry.clear();
      }
    }
    return found;
  }

  private static List<String> listed(String text) {
    return List.of(text.split(", *", -1));
  }
}
