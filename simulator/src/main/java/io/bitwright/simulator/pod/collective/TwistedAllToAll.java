package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.ChipPlaces;
import io.bitwright.simulator.pod.topology.PodGraph;
import io.bitwright.simulator.pod.topology.PodLink;
import io.bitwright.simulator.pod.topology.TwistedTorus;
import io.bitwright.simulator.pod.topology.TwistedTorus.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An all-to-all over a whole twisted torus: every chip sends each other one its part at once, in
 * equal shares over all shortest ways.
 *
 * <p>Every chip sends the same messages as the first one, moved by a translation, and a translation
 * turns each link along an axis into every other along it. So at any time the links along an axis,
 * one way, carry the same, and the play of all messages on all links is that of the first chip's
 * messages on one link for each axis and way, which a message crosses as often as it steps that
 * way.
 */
final class TwistedAllToAll {
  private TwistedAllToAll() {}

  /** Seconds by one protocol, as {@link LinkEventSimulator} gives for {@link #step}. */
  static double seconds(AxisWork work, Axis.Protocol protocol) {
    TwistedTorus torus = work.wound().orElseThrow().torus();
    Map<Integer, PodLink> links = new HashMap<>();
    List<Transfer> transfers = new ArrayList<>();
    double part = work.bytes() / torus.chips();
    double linkBytesPerByte = work.along().bytesPerSecond() / protocol.bytesPerSecond();
    ChipPlaces places = new ChipPlaces(torus.axes());
    List<List<Way>> ways = torus.shortestWays();
    for (int to = 1; to < torus.chips(); to++) {
      double share = part / ways.get(to).size();
      for (Way way : ways.get(to)) {
        transfers.add(
            new Transfer(
                0,
                to,
                share,
                share * linkBytesPerByte,
                protocol.latencySeconds(),
                path(torus, places, way, links)));
      }
    }
    Schedule.Track track = new Schedule.Track(List.of(new Step(transfers)));
    Schedule schedule = new Schedule(List.of(new Schedule.Phase(List.of(track))));
    return LinkEventSimulator.seconds(schedule, links.size());
  }

  /** One link for each axis and way, as often as it is stepped over. */
  private static List<PodLink> path(
      TwistedTorus torus, ChipPlaces places, Way way, Map<Integer, PodLink> links) {
    List<PodLink> path = new ArrayList<>();
    for (int a = 0; a < way.steps().size(); a++) {
      int steps = way.steps().get(a);
      if (steps != 0) {
        Axis axis = torus.axes().get(a);
        int neighbour = places.stepped(0, a, Integer.signum(steps));
        PodLink link =
            links.computeIfAbsent(
                neighbour,
                to -> new PodLink(links.size(), 0, to, axis.bytesPerSecond(), axis.hopSeconds()));
        path.addAll(Collections.nCopies(Math.abs(steps), link));
      }
    }
    return path;
  }

  /** The messages of all chips that take part. */
  static Step step(PodGraph graph, AxisWork work, AxisRoutes routes) {
    TwistedTorus torus = work.wound().orElseThrow().torus();
    double part = work.bytes() / torus.chips();
    List<List<Way>> ways = torus.shortestWays();
    List<Transfer> transfers = new ArrayList<>();
    for (int chip = 0; chip < graph.chips(); chip++) {
      if (routes.takesPart(chip)) {
        for (List<Way> ofOther : ways.subList(1, ways.size())) {
          for (Way way : ofOther) {
            transfers.add(routes.transfer(chip, torus, way, part / ofOther.size()));
          }
        }
      }
    }
    return new Step(transfers);
  }
}
