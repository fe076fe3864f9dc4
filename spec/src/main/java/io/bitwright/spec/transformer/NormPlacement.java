package io.bitwright.spec.transformer;

/** Where a layer's norms stand (Xiong et al. 2020, arXiv 2002.04745). */
public enum NormPlacement {
  /** Before attention and feed-forward, outside of the residual stream. */
  BEFORE,
  /** Behind the residual additions, in the stream. */
  AFTER
}
