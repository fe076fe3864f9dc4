package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.PodLink;
import java.util.List;

/**
 * A message of one chip to another.
 *
 * @param from the sender
 * @param to the receiver
 * @param bytes of the message
 * @param latencySeconds before its first byte leaves
 * @param path links in order
 */
public record Transfer(int from, int to, double bytes, double latencySeconds, List<PodLink> path) {
  public Transfer {
    path = List.copyOf(path);
  }

  /** Seconds by which the last byte arrives after it was sent. */
  public double delaySeconds() {
    double delay = latencySeconds;
    for (PodLink link : path) {
      delay += link.hopSeconds();
    }
    return delay;
  }
}
