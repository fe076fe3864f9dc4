package io.bitwright.golden.checkpoint.tokenizer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a piece while they are merged: places that keep their number, linked. */
final class Symbols {
  private static final int NONE = -1;

  private int[] tokens;
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private int size;

  Symbols(int expected) {
    tokens = new int[Math.max(1, expected)];
  }

  void append(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
  }

  /** Places, before anything is joined. */
  int size() {
    return size;
  }

  private void link() {
    if (next.length != size) {
      next = new int[size];
      previous = new int[size];
      for (int place = 0; place < size; place++) {
        next[place] = place + 1 < size ? place + 1 : NONE;
        previous[place] = place - 1;
      }
    }
  }

  /** The tokens at a place and behind it, or null if one of them is not there. */
  BytePairModel.@Nullable Pair pairAt(int place) {
    link();
    if (place == NONE || tokens[place] == NONE || next[place] == NONE) {
      return null;
    }
    return new BytePairModel.Pair(tokens[place], tokens[next[place]]);
  }

  int before(int place) {
    return previous[place];
  }

  /** Makes one token of those at a place and behind it. */
  void join(int place, int token) {
    int joined = next[place];
    tokens[place] = token;
    tokens[joined] = NONE;
    next[place] = next[joined];
    if (next[place] != NONE) {
      previous[next[place]] = place;
    }
  }

  void addTo(List<Integer> all) {
    for (int place = 0; place < size; place++) {
      if (tokens[place] != NONE) {
        all.add(tokens[place]);
      }
    }
  }
}
