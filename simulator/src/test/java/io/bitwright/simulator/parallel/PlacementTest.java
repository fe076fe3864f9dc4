package io.bitwright.simulator.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final Axis RING = axis(16);

  private static Axis axis(int chips) {
    return new Axis(AxisKind.RING, chips, 50e9, 0, 1e-6, 1, 0, -1);
  }

  private static Map<Degree, Integer> degrees(int tensor, int data) {
    Map<Degree, Integer> degrees = new EnumMap<>(Degree.class);
    degrees.put(Degree.TENSOR, tensor);
    degrees.put(Degree.DATA, data);
    return degrees;
  }

  @Test
  void wholeAxesComeFirst() {
    List<Placement> all = Placement.all(List.of(RING, RING), degrees(16, 16));
    assertThat(all.getFirst().axes(Degree.TENSOR)).containsExactly(RING);
    assertThat(all.getFirst().axes(Degree.DATA)).containsExactly(RING);
    assertThat(all).hasSizeGreaterThan(2);
  }

  @Test
  void secondDegreeOfAnAxisSharesItsLinks() {
    Placement only = Placement.all(List.of(RING), degrees(4, 4)).getFirst();
    assertThat(only.axes(Degree.TENSOR))
        .containsExactly(new Axis(AxisKind.LINE, 4, 50e9, 0, 1e-6, 1, 0, -1));
    assertThat(only.axes(Degree.DATA))
        .containsExactly(new Axis(AxisKind.RING, 4, 50e9 / 4, 0, 4e-6, 1, 0, -1));
  }

  @Test
  void everyCutUsesAllChips() {
    for (Placement placement :
        Placement.all(List.of(axis(12), axis(16), axis(16)), degrees(12, 256))) {
      assertThat(chips(placement, Degree.TENSOR)).isEqualTo(12);
      assertThat(chips(placement, Degree.DATA)).isEqualTo(256);
    }
  }

  @Test
  void degreesThatLeaveChipsOverHaveNoPlace() {
    assertThat(Placement.all(List.of(RING), degrees(2, 4))).isEmpty();
    assertThat(Placement.all(List.of(RING), degrees(3, 5))).isEmpty();
  }

  private static long chips(Placement placement, Degree degree) {
    return placement.axes(degree).stream().mapToLong(Axis::size).reduce(1, (a, b) -> a * b);
  }

  /** A closed ring's ends are neighbours, those of a line are not. */
  @Test
  void endsAreTwoChipsAndTheWayBetweenThem() {
    Axis ring = new Axis(AxisKind.RING, 4, 50e9, 0, 1e-6, 1, 0, -1);
    Axis line = new Axis(AxisKind.LINE, 3, 20e9, 0, 1e-6, 1, 0, -1);
    Placement both = new Placement(Map.of(Degree.PIPELINE, List.of(ring, line)));
    Axis ends = both.ends(Degree.PIPELINE).getFirst();
    assertThat(ends.size()).isEqualTo(2);
    assertThat(ends.bytesPerSecond()).isEqualTo(20e9);
    assertThat(ends.hopSeconds()).isCloseTo(3e-6, within(1e-15));
    assertThat(both.ends(Degree.TENSOR)).isEmpty();
  }
}
