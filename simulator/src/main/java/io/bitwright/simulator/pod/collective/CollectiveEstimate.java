package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a collective takes on a pod when it is called alone.
 *
 * @param collective what is done
 * @param bytes that each chip holds before
 * @param group indices of the pod's axes that it spans
 * @param chips that take part: the product of those axes; every such group of the pod at once
 * @param launchSeconds what the host adds; nothing inside a captured graph of work
 * @param choice the algorithm and its time without the launch
 * @param others all algorithms that suit, the fastest first
 * @param mostBytesSent by the chip that sends most
 * @param bounds which no algorithm can beat
 */
public record CollectiveEstimate(
    Collective collective,
    double bytes,
    List<Integer> group,
    long chips,
    double launchSeconds,
    CollectiveChoice choice,
    List<CollectiveChoice> others,
    double mostBytesSent,
    CollectiveBounds bounds) {

  public CollectiveEstimate {
    group = List.copyOf(group);
    others = List.copyOf(others);
  }

  /**
   * The estimate of a collective.
   *
   * @param axes indices of the pod's axes that it spans; all if empty
   * @param algorithm a word such as {@code ring}; the fastest if empty
   * @param bytes that each chip holds before
   * @throws SpecException if the pod has no such axis, or the algorithm does not suit
   */
  public static CollectiveEstimate of(
      PodSpec pod,
      Optional<List<Integer>> axes,
      Collective collective,
      Optional<String> algorithm,
      double bytes) {
    List<Axis> all = PodAxes.of(pod);
    List<Integer> group = axes.orElseGet(() -> IntStream.range(0, all.size()).boxed().toList());
    requireAxes(pod, all, group);
    List<CollectiveChoice> choices = CollectiveChoice.all(all, group, collective, bytes);
    CollectiveChoice choice =
        algorithm.map(word -> named(word, collective, choices)).orElse(choices.getFirst());
    return new CollectiveEstimate(
        collective,
        bytes,
        group,
        group.stream().mapToLong(axis -> all.get(axis).size()).reduce(1, Math::multiplyExact),
        pod.launch().seconds(),
        choice,
        choices,
        CollectiveTraffic.mostBytesSent(all, group, collective, choice.algorithm(), bytes),
        CollectiveBounds.of(all, group, collective, bytes));
  }

  private static void requireAxes(PodSpec pod, List<Axis> axes, List<Integer> group) {
    for (int axis : group) {
      if (axis < 0 || axis >= axes.size()) {
        throw new SpecException(
            pod.name() + " has no axis " + axis + "; its axes are 0 to " + (axes.size() - 1));
      }
    }
    if (group.isEmpty() || group.stream().distinct().count() != group.size()) {
      throw new SpecException("the axes of a collective are one or more, each once, not " + group);
    }
  }

  private static CollectiveChoice named(
      String word, Collective collective, List<CollectiveChoice> choices) {
    List<String> words = choices.stream().map(choice -> choice.algorithm().word()).toList();
    return choices.stream()
        .filter(choice -> choice.algorithm().word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new SpecException(
                "no algorithm "
                    + QuotedText.of(word)
                    + " of "
                    + collective.label()
                    + " here; allowed: "
                    + String.join(", ", words.stream().sorted().toList())
                    + NearestWord.hint(word, words)));
  }

  /** From the call until the last byte has arrived. */
  public double seconds() {
    return launchSeconds + choice.seconds();
  }

  /**
   * Bytes a second as NCCL's tests count them (NVIDIA nccl-tests, doc/PERFORMANCE.md): the bytes of
   * a chip, of an all-gather those that it ends with, over the time; 0 if that is 0.
   */
  public double algorithmBytesPerSecond() {
    double size = collective == Collective.ALL_GATHER ? bytes * chips : bytes;
    return seconds() == 0 ? 0 : size / seconds();
  }

  /** The same times what a chip must move for each of those bytes (as above, section Summary). */
  public double busBytesPerSecond() {
    double share = (chips - 1) / (double) chips;
    double factor =
        switch (collective) {
          case ALL_REDUCE -> 2 * share;
          case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> share;
          case BROADCAST, SEND_RECEIVE -> 1;
        };
    return algorithmBytesPerSecond() * factor;
  }
}
