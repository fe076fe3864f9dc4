package io.bitwright.energy;

import java.util.List;

/**
 * A rule that gives the energy of an action at a process node which is not tabulated. It gives a
 * tabulated energy at its node, and never less at a larger node than at a smaller one if the
 * tabulated energies do not.
 */
public interface TechnologyScaling {
  /** The word users write: {@code nearest}. */
  String label();

  /** The class of a scaled energy at best. */
  default SourceClass sourceClass() {
    return SourceClass.DERIVED;
  }

  /**
   * The energy at a node.
   *
   * @param tabulated energies at one node each, from the smallest node up, at least one
   * @param nodeNm process node in nanometres, at least 1
   */
  ScaledEnergy at(List<TabulatedEnergy> tabulated, int nodeNm);
}
