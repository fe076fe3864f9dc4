package io.bitwright.app.exploration;

import io.bitwright.app.estimate.CaseWorkload;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.cost.CostSummary;
import io.bitwright.simulator.cost.PreparedWorkload;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.estimate.MachineVariants;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.AcceleratorVariants;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.space.PointFigure;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Points of one chip whose description varies. */
final class ChipPointCosts implements PointCosts {
  /** Different requests that are kept ready. */
  private static final int MOST_REMEMBERED = 1 << 12;

  private final Exploration exploration;
  private final AcceleratorVariants variants;
  private final MachineVariants machines = new MachineVariants();
  private final FigureSlots figures;
  private final Optional<PartFigures> part;

  /** By the identity of the cells, which is that of the choices. */
  private final IdentityHashMap<Map<String, String>, Asked> asked = new IdentityHashMap<>();

  /** A workload, made ready where that can be. */
  private record Asked(
      WorkloadSpec workload, Optional<PreparedWorkload> ready, double fidelityLoss) {}

  ChipPointCosts(Exploration exploration, List<String> acceleratorKeys) {
    this.exploration = exploration;
    ExploredMachine machine = exploration.machine();
    this.variants = machine.variants(exploration.space(), acceleratorKeys);
    this.figures = new FigureSlots(exploration.space());
    this.part = machine.part().map(of -> new PartFigures(of, figures));
  }

  @Override
  public AcceleratorSpec accelerator(List<String> acceleratorTexts) {
    return variants.at(acceleratorTexts);
  }

  @Override
  public Document description(String name, String about, List<String> acceleratorTexts) {
    return variants.document(name, about, acceleratorTexts);
  }

  @Override
  public void put(List<String> acceleratorTexts, Map<String, String> request, double[] slots) {
    AcceleratorSpec accelerator = variants.at(acceleratorTexts);
    Machine machine = machines.of(accelerator);
    Asked of = asked.get(request);
    if (of == null) {
      of = asked(request, accelerator);
      if (asked.size() < MOST_REMEMBERED) {
        asked.put(request, of);
      }
    }
    CostSummary cost = cost(machine, of);
    figures.put(slots, PointFigure.LATENCY, cost.latencySeconds());
    figures.put(slots, PointFigure.TOKENS_PER_SECOND, cost.tokensPerSecond());
    figures.put(slots, PointFigure.MFU, cost.mfu());
    figures.put(slots, PointFigure.ENERGY, cost.joules());
    figures.put(slots, PointFigure.ENERGY_PER_TOKEN, cost.joulesPerToken());
    figures.put(slots, PointFigure.POWER, cost.joules() / cost.latencySeconds());
    figures.put(slots, PointFigure.MEMORY, cost.memoryBytes());
    figures.put(slots, PointFigure.MEMORY_FITS, cost.fitsInMemory() ? 1 : 0);
    figures.put(slots, PointFigure.CHIPS, 1);
    figures.put(slots, PointFigure.PEAK, cost.peakFlopsPerSecond());
    figures.put(slots, PointFigure.FIDELITY_LOSS, of.fidelityLoss());
    part.ifPresent(area -> area.put(slots, accelerator));
  }

  /** A model's own formats do not depend on the machine, so neither does what is asked. */
  private Asked asked(Map<String, String> request, AcceleratorSpec accelerator) {
    ModelConfig model = exploration.model();
    WorkloadSpec workload = CaseWorkload.of(request, model, accelerator);
    Optional<PreparedWorkload> ready =
        PreparedWorkload.isPossible(model, workload)
            ? Optional.of(PreparedWorkload.of(model, workload))
            : Optional.empty();
    return new Asked(workload, ready, FidelityLoss.of(exploration.space(), request, workload));
  }

  private CostSummary cost(Machine machine, Asked of) {
    EnergyAccounting energy = machine.energy(machine.accelerator().energyNodeNm());
    if (of.ready().isPresent()) {
      return of.ready().get().on(machine, energy);
    }
    return CostEstimate.ofModel(
            machine, exploration.model(), of.workload(), EnergyView.SYSTEM, energy)
        .summary();
  }
}
