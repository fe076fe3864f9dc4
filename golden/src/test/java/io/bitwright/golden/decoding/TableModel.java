package io.bitwright.golden.decoding;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A model whose logits are any function of the tokens so far. */
record TableModel(int vocabularySize, Function<List<Integer>, float[]> logits)
    implements TokenModel {

  /** Logits that differ from history to history, from -scale to scale. */
  static TableModel random(int vocabularySize, long seed, float scale) {
    return new TableModel(
        vocabularySize,
        history -> {
          Random random = new Random(seed * 31 + history.hashCode());
          random.nextInt();
          float[] logits = new float[vocabularySize];
          for (int token = 0; token < vocabularySize; token++) {
            logits[token] = scale * (2 * random.nextFloat() - 1);
          }
          return logits;
        });
  }

  /** The same probabilities whatever the history. */
  static TableModel constant(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int token = 0; token < logits.length; token++) {
      logits[token] = (float) Math.log(probabilities[token]);
    }
    return new TableModel(logits.length, history -> logits);
  }

  @Override
  public String name() {
    return "table of " + vocabularySize;
  }

  @Override
  public TokenSequence begin(long tokens) {
    return new Sequence(this, tokens, new ArrayList<>());
  }

  private record Sequence(TableModel model, long capacity, List<Integer> history)
      implements TokenSequence {

    @Override
    public int length() {
      return history.size();
    }

    @Override
    public float[][] logits(int... tokens) {
      if (tokens.length == 0 || history.size() + tokens.length > capacity) {
        throw new SpecException(
            "%d tokens behind %d of %d".formatted(tokens.length, history.size(), capacity));
      }
      float[][] rows = new float[tokens.length][];
      for (int row = 0; row < rows.length; row++) {
        history.add(tokens[row]);
        rows[row] = model.logits.apply(List.copyOf(history)).clone();
      }
      return rows;
    }

    @Override
    public float[] lastLogits(int... tokens) {
      return logits(tokens)[tokens.length - 1];
    }

    @Override
    public void truncate(int tokens) {
      history.subList(tokens, history.size()).clear();
    }

    @Override
    public TokenSequence copy() {
      return new Sequence(model, capacity, new ArrayList<>(history));
    }
  }
}
