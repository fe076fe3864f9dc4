package io.bitwright.app.exploration;

import io.bitwright.simulator.area.AreaEstimate;
import io.bitwright.simulator.area.AreaModel;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.formula.Scope;
import io.bitwright.spec.part.FpgaPart;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.PointFigure;
import java.util.List;

/** What an accelerator takes of an FPGA part. */
final class PartFigures {
  private final FpgaPart part;
  private final FigureSlots figures;
  private final AreaModel model = AreaModel.shipped();

  PartFigures(FpgaPart part, FigureSlots figures) {
    this.part = part;
    this.figures = figures;
  }

  /** Puts the part's resources where formulas find them. */
  static void putBudget(FpgaPart part, Scope scope, double[] slots) {
    List<Integer> resources =
        List.of(
            part.luts(), part.flipFlops(), part.dspBlocks(), part.blockRams(), part.ultraRams());
    for (int i = 0; i < resources.size(); i++) {
      slots[scope.slot(DesignSpace.PART_RESOURCES.get(i))] = resources.get(i);
    }
  }

  /**
   * Puts the figures of an accelerator.
   *
   * @throws io.bitwright.spec.SpecException if no model has its kind of array
   */
  void put(double[] slots, AcceleratorSpec accelerator) {
    AreaEstimate area = model.of(accelerator, part);
    figures.put(slots, PointFigure.LUTS, (double) (area.luts() + area.memoryLuts()));
    figures.put(slots, PointFigure.FLIP_FLOPS, (double) area.flipFlops());
    figures.put(slots, PointFigure.DSP_BLOCKS, (double) area.dspBlocks());
    figures.put(slots, PointFigure.BLOCK_RAMS, (double) area.blockRams());
    figures.put(slots, PointFigure.ULTRA_RAMS, (double) area.ultraRams());
    figures.put(slots, PointFigure.PART_SHARE, area.largestShare(part));
    figures.put(slots, PointFigure.FMAX, area.fmaxHertz().orElse(Double.NaN));
  }
}
