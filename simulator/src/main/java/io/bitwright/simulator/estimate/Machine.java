package io.bitwright.simulator.estimate;

import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.SharedCuts;
import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * An accelerator made ready for many estimates. It remembers what operators take, since models that
 * are estimated over and over have many in common: a decode step's products do not depend on the
 * context. Several threads may use it; nothing that it gives depends on what it remembers.
 */
public final class Machine {
  /** Operators remembered at most; what comes later is timed anew each time. */
  private static final int MOST_REMEMBERED = 1 << 14;

  private final AcceleratorSpec accelerator;
  private final GraphOperators operators;
  private final Map<Operator, OperatorEstimate> single = new ConcurrentHashMap<>();
  private final Map<Integer, EnergyAccounting> energies = new ConcurrentHashMap<>();

  private Machine(AcceleratorSpec accelerator, GraphOperators operators) {
    this.accelerator = accelerator;
    this.operators = operators;
  }

  /**
   * Resolves a description.
   *
   * @throws SpecException if a buffer is too small to be halved
   */
  public static Machine of(AcceleratorSpec accelerator) {
    return new Machine(
        accelerator,
        accelerator.gpu().isPresent()
            ? new GraphOperators.OnGpu(Gpu.of(accelerator))
            : new GraphOperators.OnChip(Chip.of(accelerator)));
  }

  /** As {@link #of(AcceleratorSpec)}, of a chip that shares how its products are cut. */
  static Machine of(AcceleratorSpec accelerator, SharedCuts cuts) {
    return accelerator.gpu().isPresent()
        ? of(accelerator)
        : new Machine(accelerator, new GraphOperators.OnChip(Chip.of(accelerator, cuts)));
  }

  /** The description. */
  public AcceleratorSpec accelerator() {
    return accelerator;
  }

  /**
   * The accounting of energy at a node, by the tables and the rule of scaling that the description
   * names. It is made once.
   *
   * @param nodeNm process node of the tables, in nanometres, at least 1
   * @throws SpecException as {@link EnergyAccounting#of(AcceleratorSpec, int)}
   */
  public EnergyAccounting energy(int nodeNm) {
    return energies.computeIfAbsent(nodeNm, node -> EnergyAccounting.of(accelerator, node));
  }

  /** The host's seconds for the forward pass of a layer whose weights are gathered first. */
  public double shardedLayerSeconds() {
    return accelerator.gpu().map(gpu -> gpu.overheads().shardedLayer().seconds()).orElse(0.0);
  }

  /** Operators by how often they run, in the order of their first run. */
  public Map<Operator, Long> counted(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    return operators.counted(graph);
  }

  /** Operators at their places, in an order in which they can run. */
  public List<OperatorNode> inOrder(DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    return operators.inOrder(graph);
  }

  /**
   * So many runs of an operator.
   *
   * @param graphs runs of the whole graph that they are the beginning of; 0 for all operators of a
   *     graph but the first
   * @throws SpecException if they take more cycles than can be counted
   */
  public OperatorEstimate line(Operator operator, long count, long graphs) {
    try {
      return single(operator).times(count, graphs * operators.launchSeconds());
    } catch (ArithmeticException overflow) {
      throw tooLarge(operator, overflow);
    }
  }

  /**
   * As {@link #line}, of an operator that this machine is asked for once: it is not remembered.
   *
   * @throws SpecException if they take more cycles than can be counted
   */
  public OperatorEstimate once(Operator operator, long count, long graphs) {
    try {
      return operators.single(operator).times(count, graphs * operators.launchSeconds());
    } catch (ArithmeticException overflow) {
      throw tooLarge(operator, overflow);
    }
  }

  /**
   * One product or convolution alone, all of it in memory before and behind.
   *
   * @throws SpecException if it takes more cycles than can be counted
   */
  OperatorEstimate alone(Operator operator) {
    try {
      return operators.alone(operator);
    } catch (ArithmeticException overflow) {
      throw tooLarge(operator, overflow);
    }
  }

  private OperatorEstimate single(Operator operator) {
    OperatorEstimate known = single.get(operator);
    if (known != null) {
      return known;
    }
    OperatorEstimate timed = operators.single(operator);
    if (single.size() < MOST_REMEMBERED) {
      single.put(operator, timed);
    }
    return timed;
  }

  private SpecException tooLarge(Operator operator, ArithmeticException overflow) {
    return new SpecException(
        operator.name() + " is too large for " + accelerator.name() + ": " + overflow.getMessage(),
        overflow);
  }
}
