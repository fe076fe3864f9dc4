package io.bitwright.spec.transformer;

/** How attention and feed-forward of a layer follow each other. */
public enum Arrangement {
  /** The feed-forward part reads what attention has added to. */
  SEQUENTIAL(2),
  /**
   * Both read the layer's input, each through a norm of its own (arXiv 2204.06745, section 2.1).
   */
  PARALLEL(2),
  /** Both read the layer's input through one norm (PaLM, arXiv 2204.02311, section 2). */
  PARALLEL_WITH_ONE_NORM(1);

  private final int norms;

  Arrangement(int norms) {
    this.norms = norms;
  }

  /** Norms of a layer without cross-attention. */
  public int norms() {
    return norms;
  }
}
