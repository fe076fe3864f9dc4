package io.bitwright.golden.kernel;

import java.util.Arrays;

/**
 * Products of binary matrices: a product of two signs is +1 where their bits agree, so a sum of K
 * of them is K minus twice the number of bits that differ.
 *
 * <p>Source: XNOR-Net (arXiv 1603.05279) section 4.2, convolution by XNOR and bit counting. The
 * inner loop has the form of {@link FloatMatmul}'s: two result rows by four words of K.
 */
public final class XnorPopcountMatmul {
  private static final int WORDS = 4;

  /** The word w of all rows, by w, with words of no bits up to a whole number of {@link #WORDS}. */
  private final long[][] weightsByWord;

  private final int inputs;
  private final int outputs;

  /**
   * Lays out the weights for any number of products.
   *
   * @param weights N rows of K values
   */
  public XnorPopcountMatmul(BinaryMatrix weights) {
    inputs = weights.columns();
    outputs = weights.rows();
    weightsByWord = new long[paddedWords()][outputs];
    for (int n = 0; n < outputs; n++) {
      long[] words = weights.words(n);
      for (int word = 0; word < words.length; word++) {
        weightsByWord[word][n] = words[word];
      }
    }
  }

  private int paddedWords() {
    return Math.ceilDiv(inputs, WORDS * Long.SIZE) * WORDS;
  }

  /**
   * The M x N sums of an M x K by a K x N product.
   *
   * @param activations M rows of K values
   * @return M rows of N exact sums
   * @throws IllegalArgumentException if the activations' rows are not of the weights' length
   */
  public int[][] multiply(BinaryMatrix activations) {
    if (activations.columns() != inputs) {
      throw new IllegalArgumentException(
          "activations of K = " + activations.columns() + " for weights of K = " + inputs);
    }
    int[][] sums = new int[activations.rows()][outputs];
    int m = 0;
    for (; m + 1 < sums.length; m += 2) {
      long[] input0 = padded(activations.words(m));
      long[] input1 = padded(activations.words(m + 1));
      for (int word = 0; word < weightsByWord.length; word += WORDS) {
        addDifferences(sums[m], sums[m + 1], input0, input1, word);
      }
    }
    if (m < sums.length) {
      long[] input = padded(activations.words(m));
      for (int word = 0; word < weightsByWord.length; word += WORDS) {
        addDifferences(sums[m], input, word);
      }
    }
    for (int[] row : sums) {
      fromDifferences(row);
    }
    return sums;
  }

  private long[] padded(long[] words) {
    return Arrays.copyOf(words, weightsByWord.length);
  }

  private void addDifferences(int[] sum0, int[] sum1, long[] input0, long[] input1, int word) {
    long a0 = input0[word], a1 = input0[word + 1], a2 = input0[word + 2], a3 = input0[word + 3];
    long b0 = input1[word], b1 = input1[word + 1], b2 = input1[word + 2], b3 = input1[word + 3];
    long[] weights0 = weightsByWord[word], weights1 = weightsByWord[word + 1];
    long[] weights2 = weightsByWord[word + 2], weights3 = weightsByWord[word + 3];
    for (int n = 0; n < sum0.length; n++) {
      long w0 = weights0[n], w1 = weights1[n], w2 = weights2[n], w3 = weights3[n];
      sum0[n] +=
          Long.bitCount(a0 ^ w0)
              + Long.bitCount(a1 ^ w1)
              + Long.bitCount(a2 ^ w2)
              + Long.bitCount(a3 ^ w3);
      sum1[n] +=
          Long.bitCount(b0 ^ w0)
              + Long.bitCount(b1 ^ w1)
              + Long.bitCount(b2 ^ w2)
              + Long.bitCount(b3 ^ w3);
    }
  }

  private void addDifferences(int[] sum, long[] input, int word) {
    long a0 = input[word], a1 = input[word + 1], a2 = input[word + 2], a3 = input[word + 3];
    long[] weights0 = weightsByWord[word], weights1 = weightsByWord[word + 1];
    long[] weights2 = weightsByWord[word + 2], weights3 = weightsByWord[word + 3];
    for (int n = 0; n < sum.length; n++) {
      sum[n] +=
          Long.bitCount(a0 ^ weights0[n])
              + Long.bitCount(a1 ^ weights1[n])
              + Long.bitCount(a2 ^ weights2[n])
              + Long.bitCount(a3 ^ weights3[n]);
    }
  }

  private void fromDifferences(int[] row) {
    for (int n = 0; n < row.length; n++) {
      row[n] = inputs - 2 * row[n];
    }
  }
}
