package io.bitwright.spec.space;

import io.bitwright.spec.formula.Measure;
import java.util.Locale;

/** The figures that every point has, by the names that formulas and results give them. */
public enum PointFigure {
  /** Time of the whole workload. */
  LATENCY,
  TOKENS_PER_SECOND,
  /** Model FLOPs utilisation. */
  MFU,
  /** Energy of the whole workload. */
  ENERGY,
  ENERGY_PER_TOKEN,
  /** Energy over time. */
  POWER,
  /** Bytes that must lie in off-chip memory, of all chips. */
  MEMORY,
  /** 1 if they fit, else 0. */
  MEMORY_FITS,
  CHIPS,
  /** Peak operations a second of all chips, two a multiply-accumulate. */
  PEAK,
  LUTS,
  FLIP_FLOPS,
  DSP_BLOCKS,
  /** Of 18 Kb. */
  BLOCK_RAMS,
  ULTRA_RAMS,
  /** The largest share of a resource of the part that is taken; at most 1 fits. */
  PART_SHARE,
  /** Fastest clock of the array, where one was measured for the part's family. */
  FMAX,
  /** What the weights' format costs in fidelity, by the space's own table. */
  FIDELITY_LOSS;

  /** The name in formulas: {@code tokens_per_second}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its number counts. */
  public Measure measure() {
    return switch (this) {
      case LATENCY -> Measure.SECONDS;
      case TOKENS_PER_SECOND, PEAK, FMAX -> Measure.PER_SECOND;
      case ENERGY, ENERGY_PER_TOKEN -> Measure.JOULES;
      case POWER -> Measure.WATTS;
      case MEMORY -> Measure.BYTES;
      default -> Measure.NUMBER;
    };
  }

  /** Whether it comes from the area model, and so needs a part. */
  public boolean isOfPart() {
    return switch (this) {
      case LUTS, FLIP_FLOPS, DSP_BLOCKS, BLOCK_RAMS, ULTRA_RAMS, PART_SHARE, FMAX -> true;
      default -> false;
    };
  }
}
