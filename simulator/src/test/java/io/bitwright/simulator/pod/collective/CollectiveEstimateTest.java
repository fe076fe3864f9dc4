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
import java.util.Arrays;
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

  private static PodSpec torus(String axes, int twist) {
    String yaml =
        """
        name: torus
        description: a torus
        source: a test
        accelerator: tpu-v4
        levels:
          - topology: torus
            axes: %s
            twist: %d
            link: {bandwidth: 1 GB/s, latency: 0 s, hop: 0 s}
        """
            .formatted(axes, twist);
    return PodReader.read("torus.yaml", yaml.getBytes(UTF_8));
  }

  /**
   * Of an all-to-all every chip's messages cross (average distance) x (chips) links: 440 on the
   * twisted 4x4x8 and 1104 on the twisted 4x8x8, a sixth of them over each of a chip's links. On
   * the plain tori half of what leaves an axis' half crosses its middle: 128 and 256 parts a link.
   * The twists gain 1.75 and 1.39.
   */
  @ParameterizedTest
  @CsvSource({"4x4x8, 0, 128", "4x4x8, 4, 73.333333333", "4x8x8, 0, 256", "4x8x8, 4, 184"})
  void aTwistBalancesAnAllToAll(String axes, int twist, double partsOfFullestLink) {
    PodSpec pod = torus(axes, twist);
    double bytes = pod.chips() * 1e9;
    CollectiveEstimate estimate =
        CollectiveEstimate.of(
            pod, Optional.empty(), Collective.ALL_TO_ALL, Optional.empty(), bytes);

    assertThat(estimate.seconds()).isCloseTo(partsOfFullestLink, within(1e-6));
    assertThat(estimate.bounds().seconds()).isLessThanOrEqualTo(estimate.seconds());
  }

  /**
   * Rings of eight along each axis, then two lines of four: 7/8 and two times 3/4 of what is left
   * of a third, there and back; half of it each way on the rings.
   */
  @Test
  void anAllReduceWindsThroughATwistedTorus() {
    CollectiveEstimate estimate =
        CollectiveEstimate.of(
            torus("4x4x8", 4),
            Optional.empty(),
            Collective.ALL_REDUCE,
            Optional.of("multi-axis-ring"),
            3e9);
    double oneWay = 7 / 8.0 / 2 + 3 / 4.0 / 8 + 3 / 4.0 / 32;

    assertThat(estimate.seconds()).isCloseTo(2 * oneWay, within(1e-9));
    assertThat(estimate.bounds().seconds()).isCloseTo(2 * 127 / 128.0 * 3 / 6, within(1e-9));
  }

  /** The twist makes all axes of a 4x4x8 alike, and the short and the long ones of a 4x8. */
  @ParameterizedTest
  @CsvSource({"4x8, 0:1, 1:0", "4x4x8, 0:1:2, 2:1:0", "4x4x8, 0:1:2, 1:2:0", "4x8x8, 0:1:2, 2:0:1"})
  void theAxesOfATwistedTorusAreAlike(String axes, String one, String other) {
    PodSpec pod = torus(axes, 4);

    for (Collective collective : Collective.values()) {
      assertThat(seconds(pod, other, collective))
          .isCloseTo(seconds(pod, one, collective), within(1e-9));
    }
  }

  private static double seconds(PodSpec pod, String group, Collective collective) {
    List<Integer> axes = Arrays.stream(group.split(":", -1)).map(Integer::valueOf).toList();
    return CollectiveEstimate.of(pod, Optional.of(axes), collective, Optional.empty(), 1e9)
        .seconds();
  }

  @Test
  void aTwistedAxisAloneIsALine() {
    CollectiveEstimate estimate =
        CollectiveEstimate.of(
            torus("4x4x8", 4),
            Optional.of(List.of(0)),
            Collective.ALL_REDUCE,
            Optional.of("ring"),
            4e9);

    assertThat(estimate.chips()).isEqualTo(4);
    assertThat(estimate.seconds()).isCloseTo(6, within(1e-9));
  }
}
