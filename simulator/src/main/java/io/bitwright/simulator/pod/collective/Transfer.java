package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.PodLink;
import java.util.List;

/**
 * A message of one chip to another.
 *
 * @param from the sender
 * @param to the receiver
 * @param bytes of the message
 * @param linkBytes that each link carries for it: more than its own where the protocol adds some
 * @param latencySeconds before its first byte leaves
 * @param path links in order
 */
public record Transfer(
    int from, int to, double bytes, double linkBytes, double latencySeconds, List<PodLink> path) {
  public Transfer {
    path = List.copyOf(path);
  }

  /** A message whose protocol adds no bytes. */
  public Transfer(int from, int to, double bytes, double latencySeconds, List<PodLink> path) {
    this(from, to, bytes, bytes, latencySeconds, path);
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
