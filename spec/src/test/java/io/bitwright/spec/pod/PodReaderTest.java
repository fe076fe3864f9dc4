package io.bitwright.spec.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {
  private static final String LINK = "link: {bandwidth: 50 GB/s, latency: 2 us, hop: 1 us}";
  private static final LinkSpec READ =
      new LinkSpec(new Bandwidth(50e9), new TimeSpan(2e-6), new TimeSpan(1e-6));

  private static PodSpec read(String levels) {
    String head = "name: p\ndescription: d\nsource: s\naccelerator: tpu-v4\nlevels:\n";
    return PodReader.read("p.yaml", (head + levels).getBytes(StandardCharsets.UTF_8));
  }

  private static String level(String topology) {
    return "  - {" + topology + ", " + LINK + "}\n";
  }

  private static Topology topology(String text) {
    return read(level(text)).levels().getFirst().topology();
  }

  @Test
  void everyTopologyIsRead() {
    assertThat(topology("topology: ring, chips: 5")).isEqualTo(new Topology.Ring(5));
    assertThat(topology("topology: torus, axes: 4x8, wrap: [true, false]"))
        .isEqualTo(new Topology.Torus(new GridShape(List.of(4, 8)), List.of(true, false), 0));
    assertThat(topology("topology: torus, axes: 4x4x8, twist: 4"))
        .isEqualTo(
            new Topology.Torus(new GridShape(List.of(4, 4, 8)), List.of(true, true, true), 4));
    assertThat(topology("topology: mesh, axes: 3x1"))
        .isEqualTo(new Topology.Mesh(new GridShape(List.of(3, 1))));
    assertThat(topology("topology: hypercube, dimensions: 6").chips()).isEqualTo(64);
    assertThat(topology("topology: fully-connected, chips: 4"))
        .isEqualTo(new Topology.FullyConnected(4));
    assertThat(topology("topology: switch, chips: 8")).isEqualTo(new Topology.Switch(8, 1));
    assertThat(topology("topology: switch, chips: 8, oversubscription: 2.5"))
        .isEqualTo(new Topology.Switch(8, 2.5));
  }

  @Test
  void collectivesRunBesideNothingUnlessThePodSaysSo() {
    String ring = level("topology: ring, chips: 4");

    assertThat(read(ring).overlap()).isFalse();
    assertThat(read(ring + "overlap: true\n").overlap()).isTrue();
  }

  @Test
  void levelsMultiply() {
    PodSpec pod =
        read(level("topology: torus, axes: 16x16x12") + level("topology: switch, chips: 2"));

    assertThat(pod.chips()).isEqualTo(6144);
    assertThat(pod.levels()).extracting(PodLevel::link).containsExactly(READ, READ);
    assertThat(pod.levels().getFirst().topology())
        .isInstanceOfSatisfying(
            Topology.Torus.class, torus -> assertThat(torus.shape()).hasToString("16x16x12"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "topology: toruss, axes: 4x4~ p.yaml:6: levels[0].topology: unknown topology \"toruss\"; "
            + "allowed: ring, torus, mesh, hypercube, fully-connected, switch; "
            + "did you mean \"torus\"?",
        "topology: ring, axes: 4x4~ p.yaml:6: levels[0].axes: a ring has no such key; "
            + "it has chips",
        "topology: ring~ p.yaml:6: levels[0].chips: missing; "
            + "write a whole number from 2 to 1048576",
        "topology: ring, chips: 1~ p.yaml:6: levels[0].chips: \"1\" is out of range; "
            + "write a whole number from 2 to 1048576",
        "topology: mesh, axes: 4x4x4x4~ p.yaml:6: levels[0].axes: \"4x4x4x4\" is no grid; "
            + "write 1 to 3 lengths of 1 to 1024 such as 16x16 or 4x4x8",
        "topology: mesh, axes: 4x2000~ p.yaml:6: levels[0].axes: \"4x2000\" has an axis of 2000; "
            + "write 1 to 3 lengths of 1 to 1024 such as 16x16 or 4x4x8",
        "topology: torus, axes: 4x4, wrap: [true]~ p.yaml:6: levels[0].wrap: has 1 values; "
            + "write true or false for each of the 2 axes",
        "topology: torus, axes: 4x4, wrap: [true, 1]~ p.yaml:6: levels[0].wrap: holds \"1\"; "
            + "write true or false for each axis",
        "topology: torus, axes: 4x8, wrap: [true, false], twist: 4~ p.yaml:6: levels[0].twist: "
            + "needs two or three axes, all of them with wrap; write twist: 0",
        "topology: torus, axes: 1024x1024x1024~ p.yaml:6: levels[0].topology: the pod has more "
            + "than 16,777,216 chips; write fewer",
        "topology: switch, chips: 8, oversubscription: 0.5~ p.yaml:6: levels[0].oversubscription: "
            + "\"0.5\" is out of range; write a number from 1 to 1000",
        "topology: switch, chips: 8, chip: 3~ p.yaml:6: levels[0].chip: unknown key; allowed: "
            + "topology, chips, axes, wrap, twist, cube, dimensions, oversubscription, link; "
            + "did you mean \"chips\"?"
      },
      quoteCharacter = '`')
  void whatIsWrongIsRefusedWithItsPlace(String topology, String message) {
    assertThatThrownBy(() -> read(level(topology)))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  void aLinkMustHaveAllItsKeys() {
    assertThatThrownBy(() -> read("  - {topology: ring, chips: 4}\n"))
        .hasMessage(
            "p.yaml:6: levels[0].link: missing; write the keys kind, bandwidth, latency, start, hop, protocols");
    assertThatThrownBy(() ->
            read(
                "  - {topology: ring, chips: 4, "
                    + "link: {bandwidth: 1 GB/s, latency: 1 s, hop: 0 s}}\n"))
        .hasMessage("p.yaml:6: levels[0].link.latency: 1 s is out of range; write at most 10 ms");
  }

  @Test
  void aLinkMayHaveProtocols() {
    String protocols =
        "[{name: LL, bandwidth: 1 GB/s, latency: 1 us}, "
            + "{name: Simple, bandwidth: 2 GB/s, latency: 5 us}]";
    LinkSpec link =
        read("  - {topology: ring, chips: 4, link: {start: 9 us, hop: 2 us, protocols: "
                + protocols
                + "}}\n")
            .levels()
            .getFirst()
            .link();

    assertThat(link.protocols()).extracting(LinkProtocol::name).containsExactly("LL", "Simple");
    assertThat(link.bandwidth()).isEqualTo(new Bandwidth(2e9));
    assertThat(link.hop()).isEqualTo(new TimeSpan(2e-6));
    assertThat(link.start()).isEqualTo(new TimeSpan(9e-6));
    assertThatThrownBy(() ->
            read(
                "  - {topology: ring, chips: 4, link: {latency: 1 us, hop: 2 us, protocols: "
                    + protocols
                    + "}}\n"))
        .hasMessage(
            "p.yaml:6: levels[0].link.latency: each of the protocols has its own; leave it out");
  }

  @Test
  void opticalSwitchesJoinWholeBlocks() {
    assertThat(topology("topology: torus, axes: 8x4x4, cube: 4x4x4"))
        .isInstanceOfSatisfying(
            Topology.Torus.class,
            torus -> assertThat(torus.cube().orElseThrow()).hasToString("4x4x4"));
    assertThatThrownBy(() -> topology("topology: torus, axes: 8x6x4, cube: 4x4x4"))
        .hasMessage(
            "p.yaml:6: levels[0].cube: needs a plain torus with wrap, made of whole blocks; "
                + "write lengths that divide 8x6x4");
  }

  @Test
  void theChipMustBeKnown() {
    String yaml = "name: p\ndescription: d\nsource: s\naccelerator: tpu-v9\nlevels: []\n";

    assertThatThrownBy(() -> PodReader.read("p.yaml", yaml.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("p.yaml:4: accelerator: unknown accelerator \"tpu-v9\"; ");
  }
}
