package io.bitwright.golden.checkpoint.model;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** What a tensor is for in a decoder-only transformer; a bias follows what it is added to. */
public enum TensorRole {
  EMBEDDING,
  POSITIONS,
  /** From the width of the embedding to that of the layers. */
  INPUT_PROJECTION,
  /** From the width of the layers to that of the embedding. */
  OUTPUT_PROJECTION,
  FINAL_NORM,
  FINAL_NORM_BIAS,
  HEAD,
  HEAD_BIAS,
  INPUT_NORM,
  INPUT_NORM_BIAS,
  QUERY,
  QUERY_BIAS,
  KEY,
  KEY_BIAS,
  VALUE,
  VALUE_BIAS,
  ATTENTION_SUB_NORM,
  OUTPUT,
  OUTPUT_BIAS,
  POST_ATTENTION_NORM,
  POST_ATTENTION_NORM_BIAS,
  GATE,
  GATE_BIAS,
  UP,
  UP_BIAS,
  FEED_FORWARD_SUB_NORM,
  DOWN,
  DOWN_BIAS,
  /** What some files store although it follows from the configuration; it is not read. */
  DERIVED;

  /** The words of the table of names. */
  static final Vocabulary<TensorRole> VOCABULARY =
      Vocabulary.of("tensor role", List.of(values()), TensorRole::label);

  /** The word in the table of names: {@code query-bias}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of the bias that is added to this one's results. */
  TensorRole bias() {
    return valueOf(name() + "_BIAS");
  }
}
