package io.bitwright.app.exploration;

import io.bitwright.app.estimate.CaseWorkload;
import io.bitwright.app.pod.InferenceOutcome;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.space.PointFigure;
import java.util.List;
import java.util.Map;

/** Points of a pod whose plan and workload vary. */
final class PodPointCosts implements PointCosts {
  private final Exploration exploration;
  private final FigureSlots figures;
  private final CaseWorkload.Pods pods = new CaseWorkload.Pods();

  PodPointCosts(Exploration exploration) {
    this.exploration = exploration;
    this.figures = new FigureSlots(exploration.space());
  }

  @Override
  public AcceleratorSpec accelerator(List<String> acceleratorTexts) {
    throw noDescription();
  }

  @Override
  public Document description(String name, String about, List<String> acceleratorTexts) {
    throw noDescription();
  }

  private static SpecException noDescription() {
    return new SpecException("the points of a pod are plans; its chips stay as they are");
  }

  @Override
  public void put(List<String> acceleratorTexts, Map<String, String> request, double[] slots) {
    InferenceOutcome of = pods.inference(request, exploration.model());
    double seconds = of.estimate().seconds();
    double joules = of.energy().energy().total();
    double tokens = of.estimate().tokensPerSecond() * seconds;
    long chips = of.target().chips();
    figures.put(slots, PointFigure.LATENCY, seconds);
    figures.put(slots, PointFigure.TOKENS_PER_SECOND, of.estimate().tokensPerSecond());
    figures.put(slots, PointFigure.MFU, of.estimate().modelFlopsUtilization());
    figures.put(slots, PointFigure.ENERGY, joules);
    figures.put(slots, PointFigure.ENERGY_PER_TOKEN, joules / tokens);
    figures.put(slots, PointFigure.POWER, joules / seconds);
    figures.put(slots, PointFigure.MEMORY, of.estimate().memory().total() * chips);
    figures.put(slots, PointFigure.MEMORY_FITS, of.estimate().fitsInMemory() ? 1 : 0);
    figures.put(slots, PointFigure.CHIPS, (double) chips);
    figures.put(
        slots,
        PointFigure.PEAK,
        chips
            * Estimator.peakFlopsPerSecond(
                of.target().accelerator(), of.workload().weights(), of.workload().activations()));
    figures.put(
        slots,
        PointFigure.FIDELITY_LOSS,
        FidelityLoss.of(exploration.space(), request, of.workload()));
  }
}
