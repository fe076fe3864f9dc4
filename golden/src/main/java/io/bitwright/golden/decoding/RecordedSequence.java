package io.bitwright.golden.decoding;

import java.util.List;

/** A sequence whose passes are written down. */
final class RecordedSequence {
  private final TokenSequence sequence;
  private final ForwardPass.Model model;
  private final List<ForwardPass> passes;

  /**
   * @param passes gets each pass as it begins
   */
  RecordedSequence(TokenSequence sequence, ForwardPass.Model model, List<ForwardPass> passes) {
    this.sequence = sequence;
    this.model = model;
    this.passes = passes;
  }

  int length() {
    return sequence.length();
  }

  float[] lastLogits(int... tokens) {
    passes.add(new ForwardPass(model, 1, tokens.length, sequence.length(), false));
    return sequence.lastLogits(tokens);
  }

  float[][] logits(int... tokens) {
    passes.add(new ForwardPass(model, 1, tokens.length, sequence.length(), true));
    return sequence.logits(tokens);
  }

  void truncate(int tokens) {
    sequence.truncate(tokens);
  }
}
