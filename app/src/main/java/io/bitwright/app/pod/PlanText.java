package io.bitwright.app.pod;

import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.PipelineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Plans, parts and collectives as people read them. */
final class PlanText {
  private PlanText() {}

  /** One kind of collective of a step or a pass. */
  record CollectiveCells(
      String name,
      String over,
      String collective,
      String algorithm,
      double bytes,
      double count,
      double seconds,
      double exposedSeconds) {}

  /** {@code tensor 8, pipeline 4 (1f1b, 16 micro-batches), data 2}. */
  static String of(ParallelismSpec plan) {
    List<String> parts = new ArrayList<>();
    if (plan.tensor() > 1) {
      parts.add(
          "tensor "
              + plan.tensor()
              + (plan.sequenceParallel() ? " with sequence parallelism" : ""));
    }
    if (plan.pipeline() > 1) {
      String interleaved =
          plan.schedule() == PipelineKind.INTERLEAVED
              ? " of " + plan.interleaving() + " parts"
              : "";
      parts.add(
          "pipeline %d (%s%s)".formatted(plan.pipeline(), plan.schedule().label(), interleaved));
    }
    if (plan.fsdp() > 1) {
      parts.add("fsdp %d (ZeRO-%s)".formatted(plan.fsdp(), plan.zeroStage().label()));
    }
    if (plan.data() > 1) {
      parts.add("data " + plan.data());
    }
    if (plan.expert() > 1) {
      parts.add("expert " + plan.expert());
    }
    if (plan.microBatches() > 1) {
      parts.add(plan.microBatches() + " micro-batches");
    }
    return parts.isEmpty() ? "one chip" : String.join(", ", parts);
  }

  /** {@code 4x4}. */
  static String grid(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** Parts of a whole with their shares. */
  static TextTable parts(String name, Map<String, Double> parts, DoubleFunction<String> format) {
    double sum = parts.values().stream().mapToDouble(v -> v).sum();
    TextTable table =
        new TextTable(Column.text(name), Column.number("", ""), Column.number("share", ""));
    parts.forEach((part, value) ->
        table.row(part, format.apply(value), Quantities.formatPercent(sum == 0 ? 0 : value / sum)));
    return table;
  }

  /** Collectives, a row a kind. */
  static TextTable collectives(List<CollectiveCells> all) {
    TextTable table =
        new TextTable(
            Column.text("collective"),
            Column.text("of"),
            Column.text("over"),
            Column.text("algorithm"),
            Column.number("a chip holds", ""),
            Column.number("count", ""),
            Column.number("time", ""),
            Column.number("exposed", ""));
    for (CollectiveCells of : all) {
      table.row(
          of.collective(),
          of.name(),
          of.over(),
          of.algorithm(),
          Quantities.formatBytes(of.bytes()),
          Quantities.formatWhole(Math.round(of.count())),
          Quantities.formatSeconds(of.seconds()),
          Quantities.formatSeconds(of.exposedSeconds()));
    }
    return table;
  }
}
