package io.bitwright.spec.scalesim;

import java.util.List;

/**
 * The layers of a network, one after the other.
 *
 * @param name of the file, without its ending
 * @param layers at least one
 */
public record ScaleSimTopology(String name, List<ScaleSimLayer> layers) {
  public ScaleSimTopology {
    layers = List.copyOf(layers);
  }
}
