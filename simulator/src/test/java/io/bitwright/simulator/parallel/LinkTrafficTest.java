package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.energy.LinkBytes;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.pod.PodLibrary;
import io.bitwright.spec.pod.PodSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes over links by hand: 32 nodes of 8 GPUs, NVLink inside and InfiniBand between. */
class LinkTrafficTest {
  private static final PodSpec POD = PodLibrary.get("dgx-h100-256");
  private static final List<Axis> AXES = PodAxes.of(POD);
  private static final List<String> KINDS = List.of("NVLink", "InfiniBand");

  private static LinkTraffic traffic() {
    return new LinkTraffic(AXES, KINDS);
  }

  /** A switch is two links: 2 x 2 x 7/8 of 800 bytes inside; 2 x 2 x 31/32 of the 100 left. */
  @Test
  void anAllReduceOfBothLevelsSendsLittleOverTheOuterOne() {
    LinkTraffic traffic = traffic();
    traffic.add(AXES, Collective.ALL_REDUCE, 800, 1);
    assertThat(traffic.links())
        .containsExactly(new LinkBytes("NVLink", 2800), new LinkBytes("InfiniBand", 387.5));
  }

  @ParameterizedTest
  @CsvSource({"ALL_REDUCE,2800", "REDUCE_SCATTER,1400", "ALL_GATHER,11200", "SEND_RECEIVE,1600"})
  void collectivesOfANode(Collective collective, double bytes) {
    LinkTraffic traffic = traffic();
    traffic.add(AXES.subList(0, 1), collective, 800, 1);
    assertThat(traffic.links()).containsExactly(new LinkBytes("NVLink", bytes));
  }

  @Test
  void aPartOfAnAxisHasTheTechnologyOfTheAxis() {
    LinkTraffic traffic = traffic();
    traffic.add(List.of(AXES.get(1).part(4, 8)), Collective.REDUCE_SCATTER, 100, 3);
    assertThat(traffic.links()).containsExactly(new LinkBytes("InfiniBand", 450));
  }

  /** Of a ring of 4: two neighbours and one two links away. */
  @Test
  void anAllToAllCrossesAsManyLinksAsLieBetween() {
    List<Axis> axes = PodAxes.of(PodLibrary.get("tpu-v4-64"));
    assertThat(LinkTraffic.meanLinks(axes.getFirst())).isCloseTo(4.0 / 3, within(1e-12));
    LinkTraffic traffic = new LinkTraffic(axes, List.of("ICI", "ICI", "ICI"));
    traffic.add(axes.subList(0, 1), Collective.ALL_TO_ALL, 400, 1);
    assertThat(traffic.links().getFirst().bytes()).isCloseTo(400, within(1e-9));
  }
}
