package io.bitwright.golden.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** New tokens as they become known, until the text ends. */
final class GrowingText {
  private final StoppingRule rule;
  private final IntConsumer listener;
  private final List<Integer> tokens = new ArrayList<>();
  private boolean ended;

  GrowingText(StoppingRule rule, IntConsumer listener) {
    this.rule = rule;
    this.listener = listener;
  }

  void add(int token) {
    tokens.add(token);
    ended = rule.endsWith(token) || tokens.size() == rule.newTokens();
    listener.accept(token);
  }

  boolean ended() {
    return ended;
  }

  /** Tokens that may still follow. */
  int remaining() {
    return rule.newTokens() - tokens.size();
  }

  List<Integer> tokens() {
    return tokens;
  }
}
