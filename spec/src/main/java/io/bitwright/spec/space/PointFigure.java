package io.bitwright.spec.space;

import io.bitwright.spec.formula.Measure;
import java.util.Locale;

/** The figures that every point has, by the names that formulas and results give them. */
public enum PointFigure {
  /** Time of the whole workload. */
  LATENCY(Measure.SECONDS),
  TOKENS_PER_SECOND(Measure.PER_SECOND),
  /** Model FLOPs utilisation. */
  MFU(Measure.NUMBER),
  /** Energy of the whole workload. */
  ENERGY(Measure.JOULES),
  ENERGY_PER_TOKEN(Measure.JOULES),
  /** Energy over time. */
  POWER(Measure.WATTS),
  /** Bytes that must lie in off-chip memory, of all chips. */
  MEMORY(Measure.BYTES),
  /** 1 if they fit, else 0. */
  MEMORY_FITS(Measure.NUMBER),
  CHIPS(Measure.NUMBER),
  /** Peak operations a second of all chips, two a multiply-accumulate. */
  PEAK(Measure.PER_SECOND),
  LUTS(Measure.NUMBER),
  FLIP_FLOPS(Measure.NUMBER),
  DSP_BLOCKS(Measure.NUMBER),
  /** Of 18 Kb. */
  BLOCK_RAMS(Measure.NUMBER),
  ULTRA_RAMS(Measure.NUMBER),
  /** The largest share of a resource of the part that is taken; at most 1 fits. */
  PART_SHARE(Measure.NUMBER),
  /** Fastest clock of the array, where one was measured for the part's family. */
  FMAX(Measure.PER_SECOND),
  /** What the weights' format costs in fidelity, by the space's own table. */
  FIDELITY_LOSS(Measure.NUMBER);

  private final Measure measure;

  PointFigure(Measure measure) {
    this.measure = measure;
  }

  /** The name in formulas: {@code tokens_per_second}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Measure measure() {
    return measure;
  }

  /** Whether it comes from the area model, and so needs a part. */
  public boolean isOfPart() {
    return switch (this) {
      case LUTS, FLIP_FLOPS, DSP_BLOCKS, BLOCK_RAMS, ULTRA_RAMS, PART_SHARE, FMAX -> true;
      default -> false;
    };
  }
}
