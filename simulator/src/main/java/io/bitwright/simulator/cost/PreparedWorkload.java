package io.bitwright.simulator.cost;

import io.bitwright.simulator.actions.ActionTotal;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's workload made ready for very many machines: its operators are drawn up once for each
 * set of formats that machines give it, and equal work is timed once a machine, whatever it is
 * called. The figures are those of {@link CostEstimate#ofModel} but for rounding. For one thread.
 */
public final class PreparedWorkload {
  private final ModelConfig model;
  private final WorkloadSpec workload;
  private final PassSchedule schedule;
  private final double tokens;
  private final double flops;
  private final Map<Kind, Work> works = new HashMap<>();

  /** What the operators depend on. */
  private record Kind(ModelFormats formats, boolean isGpu) {}

  /** Operators by how often they run, and the memory they need. */
  private record Work(List<Counted> operators, double memoryBytes) {}

  private record Counted(Operator operator, long count) {}

  private PreparedWorkload(ModelConfig model, WorkloadSpec workload, PassSchedule schedule) {
    this.model = model;
    this.workload = workload;
    this.schedule = schedule;
    this.tokens = (double) workload.batch() * TransformerGraph.newTokens(model, workload);
    this.flops = ModelWork.flops(model, workload);
  }

  /**
   * Whether a workload can be made ready: a single pass of a transformer. Others are estimated one
   * by one.
   */
  public static boolean isPossible(ModelConfig model, WorkloadSpec workload) {
    return model.network().isEmpty()
        && workload.phase() != Phase.GENERATE
        && workload.chunk().isEmpty();
  }

  /**
   * Makes a workload ready.
   *
   * @throws io.bitwright.spec.SpecException if the model cannot do what is asked
   * @throws IllegalArgumentException if it is not {@link #isPossible}
   */
  public static PreparedWorkload of(ModelConfig model, WorkloadSpec workload) {
    if (!isPossible(model, workload)) {
      throw new IllegalArgumentException("no single pass of a transformer");
    }
    return new PreparedWorkload(model, workload, PassSchedule.of(model, workload));
  }

  /**
   * What it costs on a machine.
   *
   * @param energy prices of the machine's actions
   * @throws io.bitwright.spec.SpecException as {@link Estimator#estimate}
   */
  public CostSummary on(Machine machine, EnergyAccounting energy) {
    ModelFormats formats = Estimator.formats(machine.accelerator(), workload);
    Kind kind = new Kind(formats, machine.accelerator().gpu().isPresent());
    Work work = works.get(kind);
    if (work == null) {
      work = work(machine, formats);
      works.put(kind, work);
    }
    double seconds = 0;
    ActionTotal actions = new ActionTotal();
    boolean first = true;
    for (Counted counted : work.operators()) {
      OperatorEstimate line = machine.once(counted.operator(), counted.count(), first ? 1 : 0);
      first = false;
      seconds += line.seconds();
      actions.add(line.actions(), 1);
    }
    return new CostSummary(
        seconds,
        tokens,
        flops,
        Estimator.peakFlopsPerSecond(
            machine.accelerator(), workload.weights(), workload.activations()),
        energy.joules(actions.counts(), EnergyView.SYSTEM, seconds).total(),
        work.memoryBytes(),
        work.memoryBytes() <= machine.accelerator().memory().capacity().bytes());
  }

  /** What a machine makes of the workload's only pass, equal work in one line. */
  private Work work(Machine machine, ModelFormats formats) {
    PassSeries pass = schedule.all().getFirst();
    Map<Operator, Long> counts = new LinkedHashMap<>();
    machine
        .counted(TransformerGraph.ofDistinctLayers(model, pass.first(), formats))
        .forEach((operator, count) ->
            counts.merge(operator.named(operator.kind().label()), count, Long::sum));
    List<Counted> operators = new ArrayList<>();
    counts.forEach((operator, count) -> operators.add(new Counted(operator, count)));
    return new Work(
        List.copyOf(operators), MemoryBytes.ofInference(schedule, workload, formats).total());
  }
}
