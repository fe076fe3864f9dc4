package io.bitwright.golden.decoding;

import io.bitwright.golden.transformer.ReferenceTransformer;

/** A model that gives logits of the next token; what decoding asks of it. */
public interface TokenModel {

  /** For people: the file's or the library's name. */
  String name();

  /** Logits of a position, and one more than the largest token. */
  int vocabularySize();

  /**
   * A sequence without tokens.
   *
   * @param tokens how many it will hold at most
   * @throws io.bitwright.spec.SpecException if the model cannot read as many
   */
  TokenSequence begin(long tokens);

  /** A transformer with its cache. */
  static TokenModel of(ReferenceTransformer transformer) {
    return new TransformerModel(transformer);
  }
}
