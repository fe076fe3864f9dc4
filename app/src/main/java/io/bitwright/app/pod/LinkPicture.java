package io.bitwright.app.pod;

import io.bitwright.app.chart.LinkLoadPicture;
import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveAlgorithm;
import io.bitwright.simulator.pod.collective.CollectiveSchedule;
import io.bitwright.simulator.pod.collective.LinkLoad;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import io.bitwright.simulator.pod.topology.PodGraph;
import java.util.List;
import java.util.Optional;

/** Pictures of what links carry. */
public final class LinkPicture {
  private LinkPicture() {}

  /**
   * What a collective brings over the links of a grid; empty where there are switches, a twisted
   * torus that is too large to be played, or nothing to draw.
   *
   * @param group indices of the axes that it spans
   * @param bytes that each chip holds before
   */
  public static Optional<Picture> of(
      String title,
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    boolean grid = axes.stream().allMatch(LinkPicture::isDrawn);
    if (!grid || axes.stream().allMatch(axis -> axis.size() == 1)) {
      return Optional.empty();
    }
    boolean twisted = axes.stream().anyMatch(axis -> axis.twist() > 0);
    if (twisted && !CollectiveSchedule.isPlayable(axes, group, collective)) {
      return Optional.empty();
    }
    LinkLoad load =
        twisted
            ? played(PodGraph.of(axes), group, collective, algorithm, bytes)
            : LinkLoad.of(axes, group, collective, algorithm, bytes);
    return Optional.of(new Picture("links", "Links", LinkLoadPicture.of(title, load).svg()));
  }

  private static LinkLoad played(
      PodGraph graph,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    return LinkLoad.of(graph, CollectiveSchedule.of(graph, group, collective, algorithm, bytes));
  }

  private static boolean isDrawn(Axis axis) {
    return axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE;
  }
}
