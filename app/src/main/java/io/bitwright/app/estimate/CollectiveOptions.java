package io.bitwright.app.estimate;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveEstimate;
import io.bitwright.simulator.pod.collective.PodFailures;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodChoice;
import io.bitwright.spec.pod.PodSpec;
import io.bitwright.spec.quantity.ByteSize;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code estimate} for a collective of a pod. */
final class CollectiveOptions {
  private static final List<String> ALLOWED =
      List.of(
          "--collective",
          "--bytes",
          "--axes",
          "--algorithm",
          "--failed-links",
          "--failed-chips",
          "--pod",
          "--chips",
          "--accelerator",
          "--html");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,8}(,\\d{1,8})*");
  private static final Pattern LINKS = Pattern.compile("\\d{1,8}-\\d{1,8}(,\\d{1,8}-\\d{1,8})*");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--collective",
      paramLabel = "KIND",
      description = {
        "A collective instead of a model: all_reduce, all_gather, reduce_scatter, all_to_all,",
        "broadcast or send_recv, on a --pod or so many --chips of an --accelerator."
      })
  private @Nullable String collective;

  @Option(
      names = "--bytes",
      paramLabel = "SIZE",
      description = "Of --collective: what each chip holds before, such as 1GB.")
  private @Nullable String bytes;

  @Option(
      names = "--axes",
      paramLabel = "I,J",
      description = "Of --collective: axes of the pod that it spans, from 0; default: all.")
  private @Nullable String axes;

  @Option(
      names = "--algorithm",
      paramLabel = "ALGORITHM",
      description = "Of --collective: ring, multi-axis-ring, tree, ...; default: the fastest.")
  private @Nullable String algorithm;

  @Option(
      names = "--failed-links",
      paramLabel = "A-B,C-D",
      description = "Of --collective: chips whose link has failed; also the time without it.")
  private @Nullable String failedLinks;

  @Option(
      names = "--failed-chips",
      paramLabel = "A,B",
      description = "Of --collective: chips that have failed; their groups do nothing.")
  private @Nullable String failedChips;

  /**
   * The report of the collective, or empty if none is asked for.
   *
   * @throws SpecException if options do not go together or the pod is wrong
   */
  Optional<CollectiveReport> report(PodChoice pods) {
    if (collective == null) {
      refuseAlone("--bytes", bytes);
      refuseAlone("--axes", axes);
      refuseAlone("--algorithm", algorithm);
      refuseAlone("--failed-links", failedLinks);
      refuseAlone("--failed-chips", failedChips);
      return Optional.empty();
    }
    refuseOthers();
    if (bytes == null) {
      throw new SpecException("--collective needs --bytes SIZE, what each chip holds before");
    }
    Collective kind = Collective.VOCABULARY.parse(collective);
    ByteSize size = size(bytes);
    Optional<List<Integer>> group =
        Optional.ofNullable(axes).map(text -> numbers("--axes", "axes from 0 such as 0,1", text));
    Optional<PodFailures> failures = failures();
    PodSpec pod = pods.resolve();
    CollectiveEstimate estimate =
        CollectiveEstimate.of(
            pod, group, kind, Optional.ofNullable(algorithm), (double) size.bytes());
    return Optional.of(
        new CollectiveReport(pod, estimate, failures.map(failed -> failed.seconds(pod, estimate))));
  }

  private Optional<PodFailures> failures() {
    if (failedLinks == null && failedChips == null) {
      return Optional.empty();
    }
    List<PodFailures.Pair> links = failedLinks == null ? List.of() : links(failedLinks);
    List<Integer> chips =
        failedChips == null
            ? List.of()
            : numbers("--failed-chips", "chips from 0 such as 5,17", failedChips);
    return Optional.of(new PodFailures(links, chips));
  }

  private static List<PodFailures.Pair> links(String text) {
    if (!LINKS.matcher(text).matches()) {
      throw new SpecException(
          "--failed-links: "
              + QuotedText.of(text)
              + " is no list; write pairs of chips such as 0-1,5-6");
    }
    return Arrays.stream(text.split(",", -1))
        .map(pair -> pair.split("-", -1))
        .map(ends -> new PodFailures.Pair(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
        .toList();
  }

  /**
   * A number of bytes with a unit, or bare.
   *
   * @throws SpecException if it is neither
   */
  static ByteSize size(String text) {
    return WHOLE_NUMBER.matcher(text).matches()
        ? ByteSize.parse(text + " B")
        : ByteSize.parse(text);
  }

  /** Numbers with commas between them. */
  private static List<Integer> numbers(String option, String expected, String text) {
    if (!NUMBERS.matcher(text).matches()) {
      throw new SpecException(
          option + ": " + QuotedText.of(text) + " is no list; write " + expected);
    }
    return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
  }

  private static void refuseAlone(String option, @Nullable String value) {
    if (value != null) {
      throw new SpecException(option + " goes with --collective");
    }
  }

  private void refuseOthers() {
    for (OptionSpec option :
        Objects.requireNonNull(command).commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!ALLOWED.contains(name) && !ReportCommand.isOfEveryCommand(name)) {
        throw new SpecException("--collective is an estimate of its own; leave out " + name);
      }
    }
  }
}
