package io.bitwright.golden.fidelity;

/** Which layer a search lowers next. */
public enum LoweringRule {
  /** The one that loses least on its next rung, whatever it saves: the paper's order. */
  LEAST_LOSS,

  /** The one whose loss rises least for each bit that its next rung saves. */
  LEAST_RISE_PER_BIT
}
