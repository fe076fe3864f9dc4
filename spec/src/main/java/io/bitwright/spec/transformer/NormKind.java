package io.bitwright.spec.transformer;

/** How a norm scales a token's vector. */
public enum NormKind {
  /** By its root mean square, with a weight (Zhang and Sennrich 2019, arXiv 1910.07467). */
  RMS,
  /** By mean and deviation, with a weight and often a bias (Ba et al. 2016, arXiv 1607.06450). */
  LAYER
}
