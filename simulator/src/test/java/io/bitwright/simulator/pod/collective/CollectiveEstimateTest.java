package io.bitwright.simulator.pod.collective;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.pod.PodReader;
import io.bitwright.spec.pod.PodSpec;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectiveEstimateTest {

  private static CollectiveEstimate estimate(String pod, Collective collective, double bytes) {
    return CollectiveEstimate.of(
        PodLibrary.get(pod), Optional.empty(), collective, Optional.empty(), bytes);
  }

  @Provide
  Arbitrary<Pods.Case> cases() {
    return Pods.cases();
  }

  /** The closed form of the busiest sender against all transfers of the schedule. */
  @Property(tries = 500, seed = "8")
  void theMostBytesSentAreThoseOfTheSchedule(@ForAll("cases") Pods.Case work) {
    PodGraph graph = PodGraph.of(work.axes());
    Assume.that(work.collective() != Collective.SEND_RECEIVE || work.axes().getFirst().size() > 1);
    Schedule schedule =
        CollectiveSchedule.of(
            graph, work.group(), work.collective(), work.algorithm(), work.bytes());
    double most = schedule.bytesSent().values().stream().mapToDouble(b -> b).max().orElse(0);

    assertThat(
            CollectiveTraffic.mostBytesSent(
                work.axes(), work.group(), work.collective(), work.algorithm(), work.bytes()))
        .isCloseTo(most, within(1e-9 * (1 + most)));
  }

  /** 2 x 4095/4096 of 1 GB over 6 links of 45 GB/s, and 90 steps of 4.55 us. */
  @Test
  void anAllReduceHasTheBandwidthsOfNcclsTests() {
    CollectiveEstimate estimate = estimate("tpu-v4-4096", Collective.ALL_REDUCE, 1e9);
    double seconds = 2 * 4095 / 4096.0 * 1e9 / 270e9 + 90 * 4.55e-6;

    assertThat(estimate.seconds()).isCloseTo(seconds, within(1e-12));
    assertThat(estimate.algorithmBytesPerSecond()).isCloseTo(1e9 / seconds, within(1.0));
    assertThat(estimate.busBytesPerSecond())
        .isCloseTo(2 * 4095 / 4096.0 * 1e9 / seconds, within(1.0));
    assertThat(estimate.mostBytesSent()).isCloseTo(2 * 4095 / 4096.0 * 1e9, within(1.0));
    assertThat(estimate.bounds().greatest()).isEqualTo("link bandwidth");
    assertThat(estimate.others()).hasSizeGreaterThan(5);
  }

  /** Eight chips of 370.8 GB/s: each gets 7 GB and ends with 8. */
  @Test
  void anAllGatherCountsWhatAChipEndsWith() {
    CollectiveEstimate estimate = estimate("dgx-h100", Collective.ALL_GATHER, 1e9);

    assertThat(estimate.bounds().linkSeconds()).isCloseTo(7 / 370.8, within(1e-12));
    assertThat(estimate.algorithmBytesPerSecond() * estimate.seconds()).isCloseTo(8e9, within(1.0));
    assertThat(estimate.busBytesPerSecond() * estimate.seconds()).isCloseTo(7e9, within(1.0));
  }

  @Test
  void theHostsLaunchIsAddedToWhatIsCalledAlone() {
    CollectiveEstimate estimate = estimate("h200-x2", Collective.ALL_REDUCE, 8192);

    assertThat(estimate.launchSeconds()).isEqualTo(24.4e-6);
    assertThat(estimate.seconds()).isEqualTo(24.4e-6 + estimate.choice().seconds());
    assertThat(estimate.bounds().greatest()).isEqualTo("latency");
  }

  @Test
  void anAlgorithmMayBeAskedFor() {
    PodSpec pod = PodLibrary.get("tpu-v4-64");
    CollectiveEstimate tree =
        CollectiveEstimate.of(
            pod, Optional.of(List.of(2, 0)), Collective.ALL_REDUCE, Optional.of("tree"), 1e6);

    assertThat(tree.choice().algorithm().label()).isEqualTo("tree");
    assertThat(tree.chips()).isEqualTo(16);
    assertThat(tree.seconds()).isGreaterThan(tree.others().getFirst().seconds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "0,3~ ring~ tpu-v4-64 has no axis 3; its axes are 0 to 2",
        "0,0~ ring~ the axes of a collective are one or more, each once, not [0, 0]",
        "0,1~ rings~ no algorithm \"rings\" of all_reduce here; allowed: direct, "
            + "halving-doubling, multi-axis-direct, multi-axis-halving-doubling, "
            + "multi-axis-ring, multi-axis-tree, ring, tree; did you mean \"ring\"?"
      })
  void whatThePodHasNotIsRefused(String axes, String algorithm, String message) {
    List<Integer> group = List.of(axes.split(",", -1)).stream().map(Integer::valueOf).toList();

    assertThatThrownBy(() ->
            CollectiveEstimate.of(
                PodLibrary.get("tpu-v4-64"),
                Optional.of(group),
                Collective.ALL_REDUCE,
                Optional.of(algorithm),
                1e6))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  void aTwistedAxisIsRefused() {
    String yaml =
        """
        name: twisted
        description: a twisted torus
        source: a test
        accelerator: tpu-v4
        levels:
          - topology: torus
            axes: 4x4x8
            twist: 4
            link: {bandwidth: 50 GB/s, latency: 0 s, hop: 1 us}
        """;
    PodSpec pod = PodReader.read("twisted.yaml", yaml.getBytes(UTF_8));

    assertThatThrownBy(() ->
            CollectiveEstimate.of(
                pod, Optional.empty(), Collective.ALL_REDUCE, Optional.empty(), 1e6))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "axis 0 of twisted is twisted, and a collective needs plain ones; give others, or "
                + "twist: 0");
    assertThat(
            CollectiveEstimate.of(
                    pod, Optional.of(List.of(2)), Collective.ALL_REDUCE, Optional.empty(), 1e6)
                .chips())
        .isEqualTo(8);
  }
}
