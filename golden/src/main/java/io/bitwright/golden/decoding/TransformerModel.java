package io.bitwright.golden.decoding;

import io.bitwright.golden.transformer.KeyValueCache;
import io.bitwright.golden.transformer.ReferenceTransformer;

/** A transformer as a model of tokens; a sequence is its cache. */
record TransformerModel(ReferenceTransformer transformer) implements TokenModel {

  @Override
  public String name() {
    return transformer.name();
  }

  @Override
  public int vocabularySize() {
    return transformer.vocabularySize();
  }

  @Override
  public TokenSequence begin(long tokens) {
    return new Sequence(transformer, transformer.newCache(tokens));
  }

  private record Sequence(ReferenceTransformer transformer, KeyValueCache cache)
      implements TokenSequence {

    @Override
    public int length() {
      return cache.length();
    }

    @Override
    public float[][] logits(int... tokens) {
      return transformer.logits(tokens, cache);
    }

    @Override
    public float[] lastLogits(int... tokens) {
      return transformer.lastLogits(tokens, cache);
    }

    @Override
    public void truncate(int tokens) {
      cache.truncate(tokens);
    }

    @Override
    public TokenSequence copy() {
      return new Sequence(transformer, cache.copy());
    }
  }
}
