package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.Axis;
import java.util.List;

/** Bytes that chips send in a collective, by closed forms. */
final class CollectiveTraffic {
  private CollectiveTraffic() {}

  /**
   * Bytes that the chip sends that sends most: the first of each axis, which is the root of trees
   * and deals out broadcasts. Where no root is, all send as much.
   *
   * @param group indices of the axes, in the order of the algorithm's list
   * @param bytes that each chip holds before
   */
  static double mostBytesSent(
      List<Axis> axes,
      List<Integer> group,
      Collective collective,
      CollectiveAlgorithm algorithm,
      double bytes) {
    double sent = 0;
    for (List<AxisWork> parts : CollectivePhases.of(axes, group, collective, algorithm, bytes)) {
      for (AxisWork part : parts) {
        sent += bytesSent(part.along().size(), part);
      }
    }
    return sent;
  }

  private static double bytesSent(int size, AxisWork work) {
    if (size == 1) {
      return 0;
    }
    double others = work.bytes() * (size - 1) / size;
    return switch (work.operation()) {
      case REDUCE_SCATTER, ALL_GATHER, ALL_TO_ALL -> others;
      case SHIFT -> work.bytes();
      case ALL_REDUCE -> treeSteps(size) * work.bytes();
      case BROADCAST ->
          work.algorithm() == AxisAlgorithm.TREE ? treeSteps(size) * work.bytes() : 2 * others;
    };
  }

  /** Messages of the root of a binomial tree. */
  private static int treeSteps(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }
}
