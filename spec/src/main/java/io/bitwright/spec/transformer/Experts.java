package io.bitwright.spec.transformer;

import java.util.OptionalInt;

/**
 * A mixture of experts in the place of a feed-forward layer: a router sends each token to a few of
 * them (Fedus et al. 2021, arXiv 2101.03961, section 2; Jiang et al. 2024, arXiv 2401.04088).
 *
 * @param count experts of one layer (E)
 * @param perToken experts that a token is sent to (k), at most count
 * @param everyNthLayer 1 if all layers have experts, 2 if the 2nd, 4th, ... layer has them
 * @param capacity tokens of one sequence that an expert takes at most, further ones pass it by;
 *     empty for no limit
 * @param chips chips that each have an equal part of the experts and bring the tokens of all of
 *     them there; 1 for a whole model
 */
public record Experts(int count, int perToken, int everyNthLayer, OptionalInt capacity, int chips) {

  /** All experts of a layer on one chip. */
  public Experts(int count, int perToken, int everyNthLayer, OptionalInt capacity) {
    this(count, perToken, everyNthLayer, capacity, 1);
  }

  /** Experts of a layer on one chip. */
  public int perChip() {
    return Math.ceilDiv(count, chips);
  }

  /** Whether a layer, counted from 0, has experts. */
  public boolean in(int layer) {
    return (layer + 1) % everyNthLayer == 0;
  }

  /** Layers with experts, of so many. */
  public int layersOf(int layers) {
    return layers / everyNthLayer;
  }
}
