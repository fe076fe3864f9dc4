package io.bitwright.app.pod;

import io.bitwright.app.chart.LinkLoadPicture;
import io.bitwright.app.chart.PageParts.Picture;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveAlgorithm;
import io.bitwright.simulator.pod.collective.LinkLoad;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.AxisKind;
import java.util.List;
import java.util.Optional;

/** Pictures of what links carry. */
public final class LinkPicture {
  private LinkPicture() {}

  /**
   * What a collective brings over the links of a grid; empty where there are switches or twists, or
   * nothing to draw.
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
    LinkLoad load = LinkLoad.of(axes, group, collective, algorithm, bytes);
    return Optional.of(new Picture("links", "Links", LinkLoadPicture.of(title, load).svg()));
  }

  private static boolean isDrawn(Axis axis) {
    return axis.twist() == 0 && (axis.kind() == AxisKind.RING || axis.kind() == AxisKind.LINE);
  }
}
