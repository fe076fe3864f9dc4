package io.bitwright.golden.fidelity;

import java.util.List;

/**
 * What a search found.
 *
 * @param assignment a format for each linear layer
 * @param bitsPerWeight of all linear layers, at most the budget
 * @param path the steps that led there, from the top of the ladder; steps that were taken back are
 *     left out
 */
public record SearchResult(
    FormatAssignment assignment, double bitsPerWeight, List<SearchStep> path) {

  public SearchResult {
    path = List.copyOf(path);
  }
}
