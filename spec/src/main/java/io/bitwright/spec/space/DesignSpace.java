package io.bitwright.spec.space;

import io.bitwright.spec.formula.Scope;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may vary, what must hold, and what is sought.
 *
 * @param name lower-case name with dashes
 * @param description one line for people
 * @param model a name or a path; empty if the user names one beside the space
 * @param base the accelerator, or the pod, whose keys vary: a name or a path
 * @param isPod whether the base is a pod
 * @param part an FPGA part whose resources are the budget: a name or a path
 * @param set other values of the accelerator's keys; {@code ~} leaves a key out
 * @param workload fixed keys of the workload, by {@link SpaceKeys#WORKLOAD}
 * @param plan fixed keys of the plan, by {@link SpaceKeys#PLAN}
 * @param variables at least one
 * @param derived variables that follow from others
 * @param figures figures that formulas define
 * @param constraints what must hold
 * @param objectives at least one
 * @param fidelityFile what {@code quality --json} printed, which the losses are read from
 * @param fidelityLoss by the word of the weights' format; empty until a file of them is read
 * @param scope names of all variables, derived ones, figures of a point, resources of the part and
 *     own figures, in this order
 */
public record DesignSpace(
    String name,
    String description,
    Optional<String> model,
    String base,
    boolean isPod,
    Optional<String> part,
    Map<String, String> set,
    Map<String, String> workload,
    Map<String, String> plan,
    List<DesignVariable> variables,
    List<DerivedVariable> derived,
    List<NamedFigure> figures,
    List<DesignConstraint> constraints,
    List<Objective> objectives,
    Optional<String> fidelityFile,
    Map<String, Double> fidelityLoss,
    Scope scope) {

  /** Resources of a part as formulas name them, in the order of their places. */
  public static final List<String> PART_RESOURCES =
      List.of(
          "part.luts", "part.flip_flops", "part.dsp_blocks", "part.block_rams", "part.ultra_rams");

  /** Most points of a grid: what a long counts. */
  private static final BigInteger MOST_POINTS = BigInteger.ONE.shiftLeft(62);

  public DesignSpace {
    variables = List.copyOf(variables);
    derived = List.copyOf(derived);
    figures = List.copyOf(figures);
    constraints = List.copyOf(constraints);
    objectives = List.copyOf(objectives);
  }

  /** The same with the losses of its file. */
  public DesignSpace withFidelityLoss(Map<String, Double> losses) {
    return new DesignSpace(
        name,
        description,
        model,
        base,
        isPod,
        part,
        set,
        workload,
        plan,
        variables,
        derived,
        figures,
        constraints,
        objectives,
        fidelityFile,
        losses,
        scope);
  }

  /** The number of points of the whole grid, if that is at most 2^62. */
  public static Optional<Long> gridSize(List<DesignVariable> variables) {
    BigInteger points = BigInteger.ONE;
    for (DesignVariable variable : variables) {
      points = points.multiply(BigInteger.valueOf(variable.values().size()));
    }
    return points.compareTo(MOST_POINTS) > 0
        ? Optional.empty()
        : Optional.of(points.longValueExact());
  }

  /** The number of points of the whole grid. */
  public long gridSize() {
    return gridSize(variables).orElseThrow();
  }

  /**
   * Which value each variable has at a point. The last variable varies fastest.
   *
   * @param point from 0 to {@link #gridSize()} - 1
   * @param choices takes the indices, one a variable
   */
  public void choices(long point, int[] choices) {
    long rest = point;
    for (int i = variables.size() - 1; i >= 0; i--) {
      int values = variables.get(i).values().size();
      choices[i] = (int) (rest % values);
      rest /= values;
    }
  }

  /** The point of some choices. */
  public long point(int[] choices) {
    long point = 0;
    for (int i = 0; i < choices.length; i++) {
      point = point * variables.get(i).values().size() + choices[i];
    }
    return point;
  }
}
