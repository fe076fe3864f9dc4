package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.Chip;
import io.bitwright.simulator.timing.chip.OperatorTiming;
import io.bitwright.simulator.timing.gpu.Gpu;
import io.bitwright.simulator.timing.gpu.KernelTiming;
import io.bitwright.simulator.timing.gpu.TensorCoreProduct;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.FusedKernels;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.ModelGraph;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.OperatorNode;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;

/**
 * One pass, or one product, operator by operator in the order in which they run, one after the
 * other. Its seconds are those of {@link Estimator}, but for rounding.
 *
 * @param accelerator the machine
 * @param operators each at its place
 */
public record Execution(AcceleratorSpec accelerator, List<ExecutedOperator> operators) {
  public Execution {
    operators = List.copyOf(operators);
  }

  /**
   * One forward pass of a model.
   *
   * @throws io.bitwright.spec.SpecException as {@link Estimator#estimate}
   */
  public static Execution ofModel(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    ModelFormats formats = Estimator.formats(accelerator, workload);
    return ofGraph(accelerator, ModelGraph.of(model, workload, formats));
  }

  /**
   * The same with layers that are alike only once: the first of them, whose operators count for
   * all.
   *
   * @throws io.bitwright.spec.SpecException as {@link Estimator#estimate}
   */
  public static Execution ofDistinctLayers(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    ModelFormats formats = Estimator.formats(accelerator, workload);
    return ofGraph(accelerator, ModelGraph.ofDistinctLayers(model, workload, formats));
  }

  private static Execution ofGraph(
      AcceleratorSpec accelerator, DirectedAcyclicGraph<OperatorNode, DefaultEdge> graph) {
    if (accelerator.gpu().isPresent()) {
      Gpu gpu = Gpu.of(accelerator);
      return inOrder(accelerator, FusedKernels.inOrder(graph), gpu.launchSeconds());
    }
    List<OperatorNode> nodes = new ArrayList<>();
    graph.forEach(nodes::add);
    return inOrder(accelerator, nodes, 0);
  }

  /**
   * One product alone.
   *
   * @throws io.bitwright.spec.SpecException as {@link Estimator#estimateMatmul}
   */
  public static Execution ofMatmul(
      AcceleratorSpec accelerator,
      MatmulShape shape,
      NumberFormat weights,
      NumberFormat activations) {
    MatmulOperator operator =
        new MatmulOperator(
            "matmul",
            shape,
            weights,
            activations,
            Estimator.streamFormat(accelerator, activations));
    return new Execution(accelerator, List.of(timed(accelerator, operator, true)));
  }

  /**
   * One convolution alone.
   *
   * @throws io.bitwright.spec.SpecException as {@link ConvolutionEstimate#of}
   */
  public static Execution ofConvolution(
      AcceleratorSpec accelerator,
      ConvolutionShape shape,
      ConvolutionAlgorithm algorithm,
      NumberFormat weights,
      NumberFormat activations) {
    ConvolutionOperator operator =
        ConvolutionEstimate.operator(accelerator, shape, algorithm, weights, activations);
    return new Execution(accelerator, List.of(timed(accelerator, operator, true)));
  }

  private static Execution inOrder(
      AcceleratorSpec accelerator, List<OperatorNode> nodes, double launchSeconds) {
    Map<Operator, ExecutedOperator> timed = new HashMap<>();
    List<ExecutedOperator> operators = new ArrayList<>();
    for (OperatorNode node : nodes) {
      ExecutedOperator operator =
          timed.computeIfAbsent(node.operator(), o -> timed(accelerator, o, false));
      operators.add(operator.at(node, operators.isEmpty() ? launchSeconds : 0));
    }
    return new Execution(accelerator, operators);
  }

  /** One run outside of all layers. */
  private static ExecutedOperator timed(
      AcceleratorSpec accelerator, Operator operator, boolean alone) {
    return accelerator.gpu().isPresent()
        ? onGpu(Gpu.of(accelerator), operator, alone)
        : onChip(Chip.of(accelerator), operator, alone);
  }

  private static ExecutedOperator onChip(Chip chip, Operator operator, boolean alone) {
    OperatorTiming timing = ChipOperators.timing(chip, operator, alone);
    double hertz = chip.spec().clock().hertz();
    double bytes = timing.traffic().offChip();
    return new ExecutedOperator(
        OperatorNode.OUTSIDE_LAYERS,
        operator,
        1,
        0,
        new EngineSeconds(
            timing.seconds(),
            timing.matrixCycles() / hertz,
            timing.traffic().seconds(chip.memory()),
            timing.vectorCycles() / hertz),
        timing.computeCycles(),
        timing.boundBy(),
        bytes,
        OperatorWork.of(chip.spec(), operator),
        timing.mapping().map(mapping -> mapping));
  }

  private static ExecutedOperator onGpu(Gpu gpu, Operator operator, boolean alone) {
    KernelTiming timing =
        alone ? GpuOperators.alone(gpu, operator) : GpuOperators.replayed(gpu, operator);
    double busy = Math.max(timing.matrixSeconds(), timing.vectorSeconds());
    return new ExecutedOperator(
        OperatorNode.OUTSIDE_LAYERS,
        operator,
        1,
        0,
        new EngineSeconds(
            timing.seconds(),
            timing.matrixSeconds(),
            timing.memorySeconds(),
            timing.vectorSeconds()),
        Math.ceil(busy * gpu.accelerator().clock().hertz()),
        timing.boundBy(),
        timing.traffic().offChip(),
        OperatorWork.of(gpu.accelerator(), operator),
        operator instanceof MatmulOperator matmul
            ? Optional.of(TensorCoreProduct.mapping(gpu, matmul))
            : Optional.empty());
  }

  /** Seconds of the whole pass. */
  public double seconds() {
    double seconds = 0;
    for (ExecutedOperator operator : operators) {
      seconds += operator.all().whole();
    }
    return seconds;
  }

  /** Equal operators of all places together, in the order of their first run. */
  public List<ExecutedOperator> totals() {
    Map<Operator, ExecutedOperator> totals = new LinkedHashMap<>();
    operators.forEach(o -> totals.merge(o.operator(), o, ExecutedOperator::plus));
    return List.copyOf(totals.values());
  }
}
