package io.bitwright.simulator.explain;

import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.estimate.Execution;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What bounds the operators that take most of the time, and what would help. Every gain is the
 * ratio of two estimates.
 *
 * @param operators those that make 95 % of the time, the longest first
 * @param otherOperators how many kinds of operators are left
 * @param otherSeconds seconds of those together
 * @param otherShare their share of the time
 * @param whole what every change brings to the whole, the most first; a change that the machine
 *     cannot take, such as units for which the buffers are too small, is left out
 */
public record Explanation(
    List<ExplainedOperator> operators,
    int otherOperators,
    double otherSeconds,
    double otherShare,
    List<Advice> whole) {
  /** Share of the time that is explained. */
  public static final double EXPLAINED_SHARE = 0.95;

  private static final double LEAST_SPEEDUP = 1.05;

  /** Gains that differ by less than a thousandth stand in the order of the changes. */
  private static final Comparator<Advice> MOST_FIRST =
      Comparator.comparingLong((Advice advice) -> -Math.round(1000 * advice.speedup()))
          .thenComparing(Advice::change);

  public Explanation {
    operators = List.copyOf(operators);
    whole = List.copyOf(whole);
  }

  /**
   * Explains a scenario.
   *
   * @throws SpecException if it cannot be estimated
   */
  public static Explanation of(Scenario scenario) {
    return of(scenario, scenario.execution());
  }

  /**
   * Explains a scenario that has been timed.
   *
   * @param execution that of the scenario
   */
  public static Explanation of(Scenario scenario, Execution execution) {
    return new Search(scenario, execution).explanation();
  }

  /** The scenario and all that one change away, timed. */
  private static final class Search {
    private final Scenario scenario;
    private final Execution execution;
    private final Map<Change, Execution> changed = new EnumMap<>(Change.class);
    private final Map<Change, Map<String, Double>> changedSeconds = new EnumMap<>(Change.class);

    Search(Scenario scenario, Execution execution) {
      this.scenario = scenario;
      this.execution = execution;
      for (Change change : Change.values()) {
        try {
          change.of(scenario).ifPresent(other -> add(change, other.execution()));
        } catch (SpecException | ArithmeticException impossible) {
          // A machine that cannot do it is no advice.
          changed.remove(change);
        }
      }
    }

    private void add(Change change, Execution timed) {
      List<ExecutedOperator> totals = timed.totals();
      List<String> keys = keys(totals);
      Map<String, Double> seconds = new HashMap<>();
      for (int i = 0; i < totals.size(); i++) {
        seconds.put(keys.get(i), totals.get(i).all().whole());
      }
      changed.put(change, timed);
      changedSeconds.put(change, seconds);
    }

    /** Operators by name; those of one name by their order. */
    private static List<String> keys(List<ExecutedOperator> operators) {
      Map<String, Integer> seen = new HashMap<>();
      return operators.stream()
          .map(o -> o.operator().name())
          .map(name -> name + "#" + seen.merge(name, 1, Integer::sum))
          .toList();
    }

    Explanation explanation() {
      List<ExecutedOperator> totals = execution.totals();
      List<String> keys = keys(totals);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < totals.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparingDouble(i -> -totals.get(i).all().whole()));
      double whole = execution.seconds();
      double explained = 0;
      List<ExplainedOperator> operators = new ArrayList<>();
      for (int i : order) {
        if (explained < EXPLAINED_SHARE * whole) {
          operators.add(explained(totals.get(i), keys.get(i), whole));
          explained += totals.get(i).all().whole();
        }
      }
      int others = totals.size() - operators.size();
      double rest = others == 0 ? 0 : Math.max(0, whole - explained);
      return new Explanation(operators, others, rest, rest / whole, wholeAdvice(whole));
    }

    private ExplainedOperator explained(ExecutedOperator runs, String key, double whole) {
      double seconds = runs.all().whole();
      double bandwidth = scenario.accelerator().memory().bandwidth().bytesPerSecond();
      List<Advice> advice = new ArrayList<>();
      changedSeconds.forEach((change, after) -> {
        double secondsAfter = after.getOrDefault(key, 0.0);
        if (secondsAfter > 0) {
          advice.add(advice(change, seconds / secondsAfter));
        }
      });
      advice.removeIf(a -> a.speedup() < LEAST_SPEEDUP);
      advice.sort(MOST_FIRST);
      return new ExplainedOperator(
          runs,
          seconds / whole,
          runs.work().peakFlopsPerSecond() / bandwidth,
          runs.offChipBytes() * runs.count() / seconds / bandwidth,
          advice);
    }

    private List<Advice> wholeAdvice(double seconds) {
      List<Advice> advice = new ArrayList<>();
      changed.forEach((change, after) -> advice.add(advice(change, seconds / after.seconds())));
      advice.sort(MOST_FIRST);
      return advice;
    }

    private Advice advice(Change change, double ratio) {
      return new Advice(change, change.description(scenario), ratio * change.work());
    }
  }
}
