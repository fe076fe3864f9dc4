package io.bitwright.spec.transformer;

/** What makes a stack's first vectors. */
public sealed interface Embedding {

  /**
   * One row of a table for each token.
   *
   * @param vocabulary rows of the table
   * @param width of a row; another than the stack's needs a projection without bias
   * @param tokenTypes rows of a second table, of the stack's width, for kinds of tokens; 0 for none
   * @param shared whether an earlier stack has the table already
   * @param scaled whether rows are multiplied by the square root of their width (Vaswani et al.
   *     2017, arXiv 1706.03762, section 3.4), as Gemma's are
   */
  record Tokens(int vocabulary, int width, int tokenTypes, boolean shared, boolean scaled)
      implements Embedding {
    /** Rows as they are. */
    public Tokens(int vocabulary, int width, int tokenTypes, boolean shared) {
      this(vocabulary, width, tokenTypes, shared, false);
    }

    /** A table of the stack's width and nothing else. */
    public static Tokens of(int vocabulary, int width) {
      return new Tokens(vocabulary, width, 0, false);
    }
  }

  /**
   * One linear layer over the pixels of each patch of a square image, and one learned token before
   * them (Dosovitskiy et al. 2020, arXiv 2010.11929, section 3.1).
   *
   * @param imageSize pixels of a side of the image
   * @param patchSize pixels of a side of a patch; divides imageSize
   * @param channels numbers a pixel
   * @param bias whether the linear layer has a bias
   */
  record Patches(int imageSize, int patchSize, int channels, boolean bias) implements Embedding {
    /** Patches of an image. */
    public int patches() {
      int side = imageSize / patchSize;
      return side * side;
    }

    /** Patches and the learned token. */
    public int tokens() {
      return patches() + 1;
    }

    /** Numbers of one patch: channels x patchSize x patchSize. */
    public int patchValues() {
      return channels * patchSize * patchSize;
    }
  }
}
