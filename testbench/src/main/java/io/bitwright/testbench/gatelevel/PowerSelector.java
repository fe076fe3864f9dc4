package io.bitwright.testbench.gatelevel;

import io.bitwright.testbench.liberty.LookupTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which internal-power tables count for one edge of one pin, by the state of the cell.
 *
 * <p>On each rail count the entries whose condition holds; where none holds those without condition
 * (Liberty Reference Manual, "internal_power Group", "when Simple Attribute"), and where there is
 * none either all entries of the rail. Of several that count on one rail the mean is taken; rails
 * add up.
 */
final class PowerSelector {
  private final List<List<List<LookupTable>>> choices;
  private final int[] choiceOfState;

  private PowerSelector(List<List<List<LookupTable>>> choices, int[] choiceOfState) {
    this.choices = choices;
    this.choiceOfState = choiceOfState;
  }

  /**
   * A table with the condition under which it counts.
   *
   * @param rail name of the rail; empty if the library names none
   */
  record Entry(String rail, Optional<IntPredicate> when, LookupTable table) {}

  /**
   * The selector of some entries.
   *
   * @param states how many states the cell has
   */
  static PowerSelector of(List<Entry> entries, int states) {
    List<String> rails = entries.stream().map(Entry::rail).distinct().toList();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<List<List<LookupTable>>> choices = new ArrayList<>();
    int[] choiceOfState = new int[states];
    for (int state = 0; state < states; state++) {
      StringBuilder key = new StringBuilder();
      List<List<LookupTable>> choice = new ArrayList<>();
      for (String rail : rails) {
        List<Entry> ofRail = entries.stream().filter(entry -> entry.rail().equals(rail)).toList();
        int[] counting = counting(ofRail, state);
        key.append(IntStream.of(counting).boxed().toList());
        choice.add(IntStream.of(counting).mapToObj(i -> ofRail.get(i).table()).toList());
      }
      Integer known = numbers.putIfAbsent(key.toString(), choices.size());
      if (known == null) {
        choiceOfState[state] = choices.size();
        choices.add(choice);
      } else {
        choiceOfState[state] = known;
      }
    }
    return new PowerSelector(choices, choiceOfState);
  }

  private static int[] counting(List<Entry> entries, int state) {
    int[] holding =
        IntStream.range(0, entries.size())
            .filter(i -> entries.get(i).when().filter(when -> when.test(state)).isPresent())
            .toArray();
    if (holding.length > 0) {
      return holding;
    }
    int[] always =
        IntStream.range(0, entries.size()).filter(i -> entries.get(i).when().isEmpty()).toArray();
    return always.length > 0 ? always : IntStream.range(0, entries.size()).toArray();
  }

  /** Joules of each choice for a slew and a load. */
  double[] joules(double slewSeconds, double loadFarads) {
    double[] joules = new double[choices.size()];
    for (int choice = 0; choice < joules.length; choice++) {
      for (List<LookupTable> rail : choices.get(choice)) {
        joules[choice] +=
            rail.stream()
                .mapToDouble(table -> table.value(slewSeconds, loadFarads))
                .average()
                .orElse(0);
      }
    }
    return joules;
  }

  /** Which of the {@link #joules} counts in a state. */
  int choice(int state) {
    return choiceOfState[state];
  }
}
