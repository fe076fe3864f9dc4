package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;
import static io.bitwright.simulator.convention.PublishedTable.thousandths;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.MemoryBytes;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The order of multi-head, grouped-query and multi-query T5 by time, and the ratios of their times
 * (Ainslie et al., arXiv 2305.13245, Table 1: seconds a sample and TPU v4 chip, mean of seven
 * tasks).
 *
 * <p>The paper runs on eight chips, each model with its own parallelism and the largest batch that
 * fits, up to 32 a chip. Ours is one chip without the others: the largest batch that fits it, up to
 * 32, bf16; encoder and decoder, source and output at the task's full lengths. So seconds are not
 * compared, only order and ratios.
 */
public final class GroupedQueryTimes {
  private static final int LARGEST_BATCH = 32;
  private static final int STEP = 32;

  /** Stated for all ratios; see the class for what one chip leaves out. */
  private static final double TOLERANCE = 0.3;

  private GroupedQueryTimes() {}

  /** A model of the table, its published time and ours, both in seconds a sample. */
  record Time(String name, double publishedSeconds, double ourSeconds, String source) {}

  /** Input and output of a task in tokens. */
  private record Task(int input, int output) {}

  /** Places of the three forms of T5 XXL in the order of times, and ratios of times. */
  public static List<ValidationRow> rows() {
    Map<String, Time> times = new LinkedHashMap<>();
    times().forEach(time -> times.put(time.name(), time));
    List<ValidationRow> rows = new ArrayList<>(places(times.values()));
    for (NamedCsvRecord row : PublishedTable.rows("grouped_query_ratios.csv")) {
      Time over = time(times, row.getField("over"));
      Time under = time(times, row.getField("under"));
      rows.add(
          ValidationRow.near(
              PublishedTable.source(row),
              "T5 " + over.name() + " over " + under.name() + ", time a sample",
              thousandths(over.publishedSeconds() / under.publishedSeconds()),
              over.ourSeconds() / under.ourSeconds(),
              "x",
              TOLERANCE,
              row.getField("deviation")));
    }
    return List.copyOf(rows);
  }

  private static List<ValidationRow> places(Collection<Time> times) {
    List<Time> ofOneSize = times.stream().filter(time -> time.name().endsWith("-XXL")).toList();
    List<Time> published =
        ofOneSize.stream().sorted(Comparator.comparingDouble(Time::publishedSeconds)).toList();
    List<Time> ours =
        ofOneSize.stream().sorted(Comparator.comparingDouble(Time::ourSeconds)).toList();
    return published.stream()
        .map(time ->
            ValidationRow.within(
                time.source(),
                "T5 " + time.name() + ", place in the order of times a sample",
                published.indexOf(time) + 1,
                ours.indexOf(time) + 1,
                "of 3",
                0))
        .toList();
  }

  private static Time time(Map<String, Time> times, String name) {
    return Objects.requireNonNull(times.get(name), name);
  }

  /** All models of the table. */
  static List<Time> times() {
    AcceleratorSpec machine = AcceleratorLibrary.get("tpu-v4");
    Map<Task, Integer> tasks = new LinkedHashMap<>();
    for (NamedCsvRecord row : PublishedTable.rows("grouped_query_tasks.csv")) {
      Task task = new Task(number(row, "input_tokens"), number(row, "output_tokens"));
      tasks.merge(task, 1, Integer::sum);
    }
    List<Time> times = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("grouped_query_times.csv")) {
      ModelConfig model = sharing(model(row.getField("model")), number(row, "key_value_heads"));
      double seconds = 0;
      int count = 0;
      for (Map.Entry<Task, Integer> task : tasks.entrySet()) {
        seconds += task.getValue() * secondsPerSample(machine, model, task.getKey());
        count += task.getValue();
      }
      times.add(
          new Time(
              row.getField("name"),
              decimal(row, "seconds"),
              seconds / count,
              PublishedTable.source(row)));
    }
    return times;
  }

  private static ModelConfig model(String name) {
    return ModelLibrary.names().contains(name)
        ? ModelLibrary.get(name)
        : ModelReader.read(name, PublishedTable.file(name + ".json"));
  }

  /** The model whose decoder has so many key-value heads, in both of its attentions. */
  private static ModelConfig sharing(ModelConfig model, int keyValueHeads) {
    List<TransformerStack> stacks = new ArrayList<>(model.stacks());
    TransformerStack last = stacks.removeLast();
    stacks.add(
        new TransformerStack(
            last.role(),
            last.layers(),
            last.width(),
            last.embedding(),
            last.positions(),
            sharing(last.attention(), keyValueHeads),
            last.crossAttention().map(cross -> sharing(cross, keyValueHeads)),
            last.feedForward(),
            last.norms(),
            last.arrangement(),
            last.outputLayers(),
            last.outputsEveryToken()));
    return new ModelConfig(
        model.name(),
        model.family(),
        model.maximumPositions(),
        stacks,
        model.head(),
        model.nativeWeights(),
        model.nativeActivations());
  }

  private static Attention sharing(Attention of, int keyValueHeads) {
    return new Attention(
        of.heads(),
        keyValueHeads,
        of.headDimension(),
        of.inputBias(),
        of.outputBias(),
        of.causal(),
        of.window(),
        of.windowedLayers());
  }

  /** Encoder and decoder over a whole batch, by its samples. */
  private static double secondsPerSample(AcceleratorSpec machine, ModelConfig model, Task task) {
    int batch = LARGEST_BATCH;
    while (batch > 1 && bytes(machine, model, task, batch) > machine.memory().capacity().bytes()) {
      batch--;
    }
    double seconds = prefill(machine, model, task, batch).latencySeconds();
    Estimate source = decode(machine, model, task.input(), batch);
    double beside = source.latencySeconds() - selfAttention(source);
    for (int done = 0; done < task.output(); done += STEP) {
      int middle = done + STEP / 2;
      seconds += STEP * (beside + selfAttention(decode(machine, model, middle, batch)));
    }
    return seconds / batch;
  }

  /** What lies in memory at the last token: weights, both caches, the larger activations. */
  private static double bytes(AcceleratorSpec machine, ModelConfig model, Task task, int batch) {
    MemoryBytes read = prefill(machine, model, task, batch).memoryBytes();
    MemoryBytes written = decode(machine, model, task.output() - 1, batch).memoryBytes();
    // A decode takes the source to be as long as the context: half of its caches are the decoder's.
    return read.total() + written.kvCache() / 2;
  }

  private static Estimate prefill(
      AcceleratorSpec machine, ModelConfig model, Task task, int batch) {
    return estimate(machine, model, Phase.PREFILL, batch, task.input(), 0);
  }

  private static Estimate decode(
      AcceleratorSpec machine, ModelConfig model, int context, int batch) {
    return estimate(machine, model, Phase.DECODE, batch, 1, context);
  }

  private static Estimate estimate(
      AcceleratorSpec machine, ModelConfig model, Phase phase, int batch, int tokens, int context) {
    return Estimator.estimate(
        machine,
        model,
        new WorkloadSpec(phase, batch, tokens, context, NumberFormat.BF16, NumberFormat.BF16));
  }

  private static double selfAttention(Estimate estimate) {
    return estimate.operators().stream()
        .filter(operator -> operator.name().equals("attention"))
        .mapToDouble(OperatorEstimate::seconds)
        .sum();
  }
}
