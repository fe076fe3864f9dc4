package io.bitwright.app.pod;

import io.bitwright.app.energy.EnergyFigures;
import io.bitwright.app.report.MemoryFit;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What work on several chips costs, with what a page shows of it. */
public sealed interface PodReport extends Report permits TrainingReport, InferenceReport {
  /** What was estimated. */
  String title();

  PodTarget target();

  /** The figures of the whole, as label and value. */
  TextTable summary();

  /** Seconds by part. */
  Map<String, Double> seconds();

  /** Bytes of the fullest chip by part. */
  Map<String, Double> bytes();

  /** By how much they are more than the chip has; 0 if they fit. */
  double shortfallBytes();

  /** Whether the memory holds them, and by how much not. */
  default String fit() {
    return MemoryFit.text(target().accelerator().memory().capacity(), shortfallBytes());
  }

  /** The collectives, a row a kind. */
  TextTable collectives();

  /** The collective that takes the longest, if there is one. */
  Optional<LongestCollective> longestCollective();

  /** Joules of all chips together. */
  EnergyFigures energy();

  /** What a user should know. */
  List<String> notes();

  @Override
  default Optional<String> html() {
    return Optional.of(PodPages.html(this));
  }
}
