package io.bitwright.simulator.pod.collective;

/** How the chips along one axis do their part of a collective. */
public enum AxisAlgorithm {
  /**
   * Parts go round, on a ring half of each part in either direction (Patarasuk and Yuan, Bandwidth
   * Optimal All-reduce Algorithms for Clusters of Workstations, JPDC 69(2), 2009). Of a broadcast,
   * after the first chip has dealt them out (Thakur, Rabenseifner and Gropp, below).
   */
  RING("ring"),
  /** Every chip sends each other one its part at once. */
  DIRECT("direct"),
  /** A binomial tree of whole vectors. */
  TREE("tree"),
  /**
   * Pairs at doubling distances exchange halves of what is left (Thakur, Rabenseifner and Gropp,
   * Optimization of Collective Communication Operations in MPICH, IJHPCA 19(1), 2005); nearest
   * first, which on a grid is where the halves are largest. Axes of 2, 4, 8, ... chips.
   */
  HALVING_DOUBLING("halving-doubling");

  private final String label;

  AxisAlgorithm(String label) {
    this.label = label;
  }

  /** The name in results. */
  public String label() {
    return label;
  }
}
