package io.bitwright.simulator.parallel;

import io.bitwright.simulator.estimate.Machine;
import io.bitwright.simulator.pod.collective.AxisAlgorithm;
import io.bitwright.simulator.pod.collective.AxisOrder;
import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveAlgorithm;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.pod.topology.PodAxes;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.pod.PodLevel;
import io.bitwright.spec.pod.PodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pod, or a slice of one, made ready for many estimates: it remembers what operators and
 * collectives take. Several threads may use it; nothing that it gives depends on what it remembers.
 */
public final class PodMachine {
  /** By the bandwidth of a chip along an axis, then by the bytes that it leaves to the others. */
  private static final Comparator<Axis> FASTEST_FIRST =
      Comparator.comparingDouble((Axis axis) -> -axis.degree() * axis.bytesPerSecond())
          .thenComparing(Comparator.comparingInt(Axis::size).reversed())
          .thenComparingDouble(Axis::hopSeconds)
          .thenComparingDouble(Axis::latencySeconds);

  private final Machine machine;
  private final List<Axis> axes;
  private final List<String> linkKinds;
  private final boolean overlap;
  private final PlacedCollectives collectives = new PlacedCollectives();
  private final Map<Map<Degree, Integer>, List<Placement>> placements = new ConcurrentHashMap<>();

  private PodMachine(Machine machine, List<Axis> axes, List<String> linkKinds, boolean overlap) {
    this.machine = machine;
    this.axes = List.copyOf(axes);
    this.linkKinds = List.copyOf(linkKinds);
    this.overlap = overlap;
  }

  /**
   * All chips of a pod.
   *
   * @throws io.bitwright.spec.SpecException if its accelerator is not there or cannot be used
   */
  public static PodMachine of(PodSpec pod) {
    Machine machine = Machine.of(AcceleratorLibrary.resolve(pod.accelerator()));
    List<String> kinds = new ArrayList<>();
    for (PodLevel level : pod.levels()) {
      PodSpec alone =
          new PodSpec(
              pod.name(),
              pod.description(),
              pod.source(),
              pod.accelerator(),
              pod.launch(),
              List.of(level),
              pod.overlap());
      PodAxes.of(alone).forEach(_ -> kinds.add(level.link().kind()));
    }
    return new PodMachine(machine, PodAxes.of(pod), kinds, pod.overlap());
  }

  /**
   * Chips and the axes that join them.
   *
   * @param overlap whether collectives run beside the products next to them, {@link
   *     PodSpec#overlap}
   */
  public static PodMachine of(Machine machine, List<Axis> axes, boolean overlap) {
    return new PodMachine(machine, axes, Collections.nCopies(axes.size(), ""), overlap);
  }

  /** Each chip. */
  public Machine machine() {
    return machine;
  }

  public List<Axis> axes() {
    return axes;
  }

  public boolean overlap() {
    return overlap;
  }

  public long chips() {
    return PodAxes.chips(axes);
  }

  /** Bytes on the links, none yet. */
  LinkTraffic linkTraffic() {
    return new LinkTraffic(axes, linkKinds);
  }

  /** Where the chips of a layout can lie, each of several alike once. */
  List<Placement> placements(InferenceLayout layout) {
    return placements.computeIfAbsent(
        layout.degrees(), degrees -> Placement.all(axes, degrees).stream().distinct().toList());
  }

  /**
   * A collective of all chips of a group by its fastest algorithm; it takes no time on one chip.
   *
   * @param group axes of the group
   * @param bytes that each chip holds before
   */
  CollectiveChoice fastest(List<Axis> group, Collective collective, double bytes) {
    return collectives.best(group, collective, bytes);
  }

  /**
   * A collective along one axis after another, each by its fastest algorithm: what is large moves
   * along the axes with the most bandwidth. An all-reduce scatters along all and gathers along all
   * again.
   *
   * @param bytes that each chip holds before
   */
  CollectiveChoice axisByAxis(List<Axis> group, Collective collective, double bytes) {
    if (group.size() == 1) {
      return fastest(group, collective, bytes);
    }
    if (collective == Collective.ALL_REDUCE) {
      double part = bytes / PodAxes.chips(group);
      CollectiveChoice scatter = axisByAxis(group, Collective.REDUCE_SCATTER, bytes);
      CollectiveChoice gather = axisByAxis(group, Collective.ALL_GATHER, part);
      return new CollectiveChoice(scatter.algorithm(), scatter.seconds() + gather.seconds());
    }
    double held = bytes;
    double seconds = 0;
    List<AxisAlgorithm> algorithms = new ArrayList<>();
    List<Axis> fastestFirst = group.stream().sorted(FASTEST_FIRST).toList();
    boolean grows = collective == Collective.ALL_GATHER;
    for (Axis axis : grows ? fastestFirst.reversed() : fastestFirst) {
      CollectiveChoice choice = fastest(List.of(axis), collective, held);
      seconds += choice.seconds();
      algorithms.add(choice.algorithm().perAxis().getFirst());
      held = grows ? held * axis.size() : held / axis.size();
    }
    return new CollectiveChoice(new CollectiveAlgorithm(AxisOrder.SEQUENTIAL, algorithms), seconds);
  }
}
