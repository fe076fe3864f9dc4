package io.bitwright.app.command;

import io.bitwright.simulator.convention.GroupedQueryTimes;
import io.bitwright.simulator.convention.LowBitTokenTimes;
import io.bitwright.simulator.convention.MeasuredCollectives;
import io.bitwright.simulator.convention.MeasuredEnergy;
import io.bitwright.simulator.convention.MeasuredTimes;
import io.bitwright.simulator.convention.MeasuredTraining;
import io.bitwright.simulator.convention.PodUtilization;
import io.bitwright.simulator.convention.PublishedEnergy;
import io.bitwright.simulator.convention.PublishedMemory;
import io.bitwright.simulator.convention.PublishedTraining;
import io.bitwright.simulator.convention.PublishedTrainingMemory;
import io.bitwright.simulator.convention.PublishedTrainingSteps;
import io.bitwright.simulator.convention.ScaleSimRuns;
import io.bitwright.simulator.convention.TensorParallelTimes;
import io.bitwright.simulator.convention.TpuV1Figures;
import io.bitwright.simulator.convention.ValidationRow;
import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What published and measured numbers are about; each subject has a page of its own. */
enum ValidationSubject {
  /** Inference on one chip. */
  CHIPS("Validation", "validation.md"),
  /** Training, and anything on several chips. */
  PODS("Validation of pods and training", "pods.md");

  static final Vocabulary<ValidationSubject> VOCABULARY =
      Vocabulary.of("subject", List.of(values()), ValidationSubject::label);

  private final String title;
  private final String page;

  ValidationSubject(String title, String page) {
    this.title = title;
    this.page = page;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name of the picture beside its page. */
  String picture() {
    return page.replace(".md", ".svg");
  }

  /** Heading of its page. */
  String title() {
    return title;
  }

  /** The command that writes its page. */
  String command() {
    return "./bitwright validate --subject " + label() + " --markdown docs/results/" + page;
  }

  List<ValidationRow> rows() {
    return tables().stream().map(Supplier::get).flatMap(List::stream).toList();
  }

  private List<Supplier<List<ValidationRow>>> tables() {
    return switch (this) {
      case CHIPS ->
          List.of(
              PublishedEnergy::rows,
              ScaleSimRuns::rows,
              MeasuredTimes::rows,
              MeasuredEnergy::rows,
              TpuV1Figures::rows,
              PublishedMemory::rows,
              LowBitTokenTimes::rows,
              GroupedQueryTimes::rows);
      case PODS ->
          List.of(
              MeasuredCollectives::rows,
              TensorParallelTimes::rows,
              MeasuredTraining::rows,
              PodUtilization::rows,
              PublishedTraining::rows,
              PublishedTrainingSteps::rows,
              PublishedTrainingMemory::rows);
    };
  }
}
