package io.bitwright.golden.checkpoint.tokenizer;

import io.bitwright.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Byte-pair encoding (Sennrich et al. 2016, arXiv 1508.07909, section 3.2): a piece of text begins
 * as its characters, of which the pair with the lowest merge is joined until none is left.
 *
 * @param vocabulary id of each token
 * @param merges by the pair of ids that they join
 * @param unknown id for a character that is not in the vocabulary, or null
 * @param fusesUnknown whether unknown characters that follow each other become one token
 * @param fallsBackToBytes whether such a character becomes tokens like {@code <0xE2>}
 * @param ignoresMerges whether a piece that is a token is taken whole
 */
record BytePairModel(
    Map<String, Integer> vocabulary,
    Map<Pair, Merge> merges,
    @Nullable Integer unknown,
    boolean fusesUnknown,
    boolean fallsBackToBytes,
    boolean ignoresMerges) {

  /** Ids of two tokens that stand beside each other. */
  record Pair(int left, int right) {}

  /**
   * What becomes of a pair.
   *
   * @param rank lower ones go first
   * @param token id of the joined token
   */
  record Merge(int rank, int token) {}

  /** A merge that is possible at a place as long as its two tokens stand there. */
  private record Candidate(Merge merge, int place, Pair pair) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byRank = Integer.compare(merge.rank(), other.merge.rank());
      return byRank == 0 ? Integer.compare(place, other.place) : byRank;
    }
  }

  /**
   * Adds the tokens of a piece of text.
   *
   * @throws SpecException if a character of it has no token
   */
  void encode(String piece, List<Integer> tokens) {
    Integer whole = ignoresMerges ? vocabulary.get(piece) : null;
    if (whole != null) {
      tokens.add(whole);
      return;
    }
    Symbols symbols = new Symbols(piece.length() * (fallsBackToBytes ? 3 : 1));
    addCharacters(piece, symbols);
    merge(symbols);
    symbols.addTo(tokens);
  }

  private void addCharacters(String piece, Symbols symbols) {
    boolean afterUnknown = false;
    for (int i = 0; i < piece.length(); ) {
      int length = Character.charCount(piece.codePointAt(i));
      String character = piece.substring(i, i + length);
      Integer token = vocabulary.get(character);
      boolean isUnknown = token == null && !addBytes(character, symbols);
      if (token != null) {
        symbols.append(token);
      } else if (isUnknown && !(afterUnknown && fusesUnknown)) {
        symbols.append(unknownToken(character));
      }
      afterUnknown = isUnknown;
      i += length;
    }
  }

  private int unknownToken(String character) {
    if (unknown == null) {
      throw new SpecException(
          "the vocabulary has no token for the character U+%04X"
              .formatted(character.codePointAt(0)));
    }
    return unknown;
  }

  /** The character's bytes as tokens, if that is allowed and all of them are tokens. */
  private boolean addBytes(String character, Symbols symbols) {
    if (!fallsBackToBytes) {
      return false;
    }
    byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
    int[] found = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      Integer token = vocabulary.get(ByteTokenNames.of(bytes[i]));
      if (token == null) {
        return false;
      }
      found[i] = token;
    }
    for (int token : found) {
      symbols.append(token);
    }
    return true;
  }

  private void merge(Symbols symbols) {
    PriorityQueue<Candidate> queue = new PriorityQueue<>();
    for (int place = 0; place < symbols.size(); place++) {
      offer(queue, symbols, place);
    }
    while (!queue.isEmpty()) {
      Candidate next = queue.remove();
      if (next.pair().equals(symbols.pairAt(next.place()))) {
        symbols.join(next.place(), next.merge().token());
        offer(queue, symbols, symbols.before(next.place()));
        offer(queue, symbols, next.place());
      }
    }
  }

  private void offer(PriorityQueue<Candidate> queue, Symbols symbols, int place) {
    Pair pair = symbols.pairAt(place);
    Merge merge = pair == null ? null : merges.get(pair);
    if (pair != null && merge != null) {
      queue.add(new Candidate(merge, place, pair));
    }
  }
}
