package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.PodLink;
import java.util.Arrays;
import java.util.List;

/**
 * Rates of messages that share links, max-min fair: the rates of all rise together; where a link is
 * full, those of its messages stay, and the others rise on (Bertsekas and Gallager, Data Networks,
 * 2nd edition, 1992).
 */
final class FairShare {
  /** Links this close to the fullest, relatively, are full with it: rounding, not contention. */
  private static final double SAME = 1e-12;

  private final double[] capacity;
  private final int[] sharers;
  private final double[] rates;
  private final List<List<PodLink>> paths;

  private FairShare(List<List<PodLink>> paths, int linkCount) {
    this.paths = paths;
    this.capacity = new double[linkCount];
    this.sharers = new int[linkCount];
    this.rates = new double[paths.size()];
  }

  /**
   * Bytes a second of each message.
   *
   * @param paths links of each message
   * @param linkCount above every index of a link
   */
  static double[] rates(List<List<PodLink>> paths, int linkCount) {
    FairShare share = new FairShare(paths, linkCount);
    share.fill();
    return share.rates;
  }

  private void fill() {
    for (List<PodLink> path : paths) {
      for (PodLink link : path) {
        capacity[link.index()] = link.bytesPerSecond();
        sharers[link.index()]++;
      }
    }
    Arrays.fill(rates, Double.POSITIVE_INFINITY);
    int open = (int) paths.stream().filter(path -> !path.isEmpty()).count();
    while (open > 0) {
      open -= close(leastShare());
    }
  }

  private double leastShare() {
    double least = Double.POSITIVE_INFINITY;
    for (int link = 0; link < capacity.length; link++) {
      if (sharers[link] > 0) {
        least = Math.min(least, capacity[link] / sharers[link]);
      }
    }
    return least;
  }

  /** Gives the messages over full links their rate; how many they are. */
  private int close(double rate) {
    boolean[] full = new boolean[capacity.length];
    for (int link = 0; link < capacity.length; link++) {
      full[link] = sharers[link] > 0 && capacity[link] / sharers[link] <= rate * (1 + SAME);
    }
    int closed = 0;
    for (int message = 0; message < rates.length; message++) {
      List<PodLink> path = paths.get(message);
      boolean open = rates[message] == Double.POSITIVE_INFINITY && !path.isEmpty();
      if (open && path.stream().anyMatch(link -> full[link.index()])) {
        rates[message] = rate;
        for (PodLink link : path) {
          capacity[link.index()] -= rate;
          sharers[link.index()]--;
        }
        closed++;
      }
    }
    return closed;
  }
}
