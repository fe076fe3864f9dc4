package io.bitwright.golden.fidelity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which linear layer has which format; layers without one stay as they were trained. */
public final class FormatAssignment {
  private static final FormatAssignment AS_TRAINED = new FormatAssignment(new LinkedHashMap<>());

  private final Map<String, LayerFormat> formats;

  private FormatAssignment(Map<String, LayerFormat> formats) {
    this.formats = formats;
  }

  /** No layer has a format of its own: the model as it was trained. */
  public static FormatAssignment asTrained() {
    return AS_TRAINED;
  }

  /**
   * One format for all layers.
   *
   * @param layers such as {@code layers.0.self_attn.q_proj}
   */
  public static FormatAssignment uniform(Collection<String> layers, LayerFormat format) {
    Map<String, LayerFormat> formats = new LinkedHashMap<>();
    layers.forEach(layer -> formats.put(layer, format));
    return new FormatAssignment(formats);
  }

  /** The same with another format for one layer. */
  public FormatAssignment with(String layer, LayerFormat format) {
    Map<String, LayerFormat> replaced = new LinkedHashMap<>(formats);
    replaced.put(layer, format);
    return new FormatAssignment(replaced);
  }

  /** The format of a layer; empty if the layer stays as it was trained. */
  public Optional<LayerFormat> format(String layer) {
    return Optional.ofNullable(formats.get(layer));
  }

  /** The layers that have a format. */
  public List<String> layers() {
    return List.copyOf(formats.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatAssignment assignment && formats.equals(assignment.formats);
  }

  @Override
  public int hashCode() {
    return formats.hashCode();
  }

  @Override
  public String toString() {
    return formats.toString();
  }
}
