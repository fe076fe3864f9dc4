package io.bitwright.golden.unit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sequences of trits by number: docs/units/dictionary_decoder.md. */
public final class TernaryDictionary {
  private final byte[][] entries;
  private volatile @Nullable Node root;

  /**
   * @param entries sequences of at least one of -1, 0 and +1; kept, not to be written to afterwards
   * @throws IllegalArgumentException if a sequence is empty or holds another value
   */
  public TernaryDictionary(byte[][] entries) {
    this.entries = entries;
    for (byte[] entry : entries) {
      if (entry.length == 0) {
        throw new IllegalArgumentException("an entry without trits");
      }
      for (byte trit : entry) {
        if (trit < -1 || trit > 1) {
          throw new IllegalArgumentException(trit + " is not a trit");
        }
      }
    }
  }

  /** How many entries there are. */
  public int size() {
    return entries.length;
  }

  /** One entry; not to be written to. */
  public byte[] entry(int index) {
    return entries[index];
  }

  /** A sequence that may become an entry. */
  private static final class Sequence {
    private final double probability;
    private final byte[] trits;

    Sequence(double probability, byte[] trits) {
      this.probability = probability;
      this.trits = trits;
    }

    double probability() {
      return probability;
    }

    byte[] trits() {
      return trits;
    }

    Sequence then(byte trit, double zeros) {
      byte[] longer = Arrays.copyOf(trits, trits.length + 1);
      longer[trits.length] = trit;
      return new Sequence(probability * (trit == 0 ? zeros : (1 - zeros) / 2), longer);
    }
  }

  /**
   * The most probable sequences, as QMoE (arXiv 2310.16795) builds its dictionary: they grow from
   * the most probable one by one step at a time, so that every prefix of whole steps is an entry.
   * The sequences of one step are all entries, so that any row can be encoded.
   *
   * @param size entries, at least {@code 3^step}
   * @param longest trits of the longest entry, a multiple of the step
   * @param step trits by which a sequence grows; QMoE has 2
   * @param zeros probability of a 0, between 0 and 1; -1 and +1 share the rest
   */
  public static TernaryDictionary mostProbable(int size, int longest, int step, double zeros) {
    // Equal probabilities in order of their trits, so that the dictionary is always the same.
    Queue<Sequence> candidates =
        new PriorityQueue<>(
            Comparator.comparingDouble((Sequence one) -> -one.probability())
                .thenComparing(Sequence::trits, Arrays::compare));
    List<byte[]> chosen = new ArrayList<>();
    for (Sequence first : grown(new Sequence(1, new byte[0]), step, zeros)) {
      chosen.add(first.trits());
      candidates.addAll(step + step > longest ? List.of() : grown(first, step, zeros));
    }
    if (chosen.size() > size || longest % step != 0) {
      throw new IllegalArgumentException(
          "%d entries of up to %d trits, in steps of %d".formatted(size, longest, step));
    }
    while (chosen.size() < size) {
      Sequence next = candidates.poll();
      if (next == null) {
        throw new IllegalArgumentException(
            "there are fewer than %d sequences of up to %d trits".formatted(size, longest));
      }
      chosen.add(next.trits());
      if (next.trits().length + step <= longest) {
        candidates.addAll(grown(next, step, zeros));
      }
    }
    return new TernaryDictionary(chosen.toArray(byte[][]::new));
  }

  private static List<Sequence> grown(Sequence sequence, int step, double zeros) {
    List<Sequence> all = List.of(sequence);
    for (int i = 0; i < step; i++) {
      List<Sequence> longer = new ArrayList<>();
      for (Sequence one : all) {
        for (byte trit = -1; trit <= 1; trit++) {
          longer.add(one.then(trit, zeros));
        }
      }
      all = longer;
    }
    return all;
  }

  /**
   * The codewords of a row: from its beginning, always the longest entry that fits.
   *
   * @param row values of -1, 0 and +1
   * @throws IllegalArgumentException if no entry fits somewhere
   */
  public int[] encode(byte[] row) {
    Node root = root();
    IntStream.Builder codewords = IntStream.builder();
    int place = 0;
    while (place < row.length) {
      int found = -1;
      Node node = root;
      for (int next = place; next < row.length && node != null; next++) {
        node = node.longer[row[next] + 1];
        found = node != null && node.entry >= 0 ? node.entry : found;
      }
      if (found < 0) {
        throw new IllegalArgumentException("no entry fits the row at trit " + place);
      }
      codewords.add(found);
      place += entries[found].length;
    }
    return codewords.build().toArray();
  }

  /** A sequence that begins an entry. */
  private static final class Node {
    private final @Nullable Node[] longer = new @Nullable Node[3]; // by its next trit, -1 first
    private int entry = -1; // the entry that it is, if it is one
  }

  /** All entries by their trits: made when first asked for, as a decoder needs none. */
  private Node root() {
    Node known = root;
    if (known == null) {
      known = tree();
      root = known;
    }
    return known;
  }

  private Node tree() {
    Node root = new Node();
    for (int index = entries.length - 1; index >= 0; index--) {
      Node node = root;
      for (byte trit : entries[index]) {
        Node next = node.longer[trit + 1];
        if (next == null) {
          next = new Node();
          node.longer[trit + 1] = next;
        }
        node = next;
      }
      node.entry = index;
    }
    return root;
  }
}
