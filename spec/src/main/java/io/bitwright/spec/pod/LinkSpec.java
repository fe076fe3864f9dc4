package io.bitwright.spec.pod;

import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.Comparator;
import java.util.List;

/**
 * A link between two chips, or between a chip and its switch. What is done along it goes by the
 * protocol that is fastest for its bytes.
 *
 * @param protocols at least one
 * @param start once a collective that uses the link, until its first message: the kernel's own
 *     start and the meeting of the chips
 * @param hop of each link, or switch, that the first byte crosses
 * @param kind its technology, which an energy table prices: {@code NVLink}; empty if not stated
 */
public record LinkSpec(List<LinkProtocol> protocols, TimeSpan start, TimeSpan hop, String kind) {
  public LinkSpec {
    protocols = List.copyOf(protocols);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("a link needs a protocol");
    }
  }

  /**
   * A link with one way of using it, which needs no start.
   *
   * @param bandwidth in each direction, both at once
   * @param latency from the sender's decision to the first byte on its first link, once a message
   * @param hop of each link, or switch, that the first byte crosses
   */
  public LinkSpec(Bandwidth bandwidth, TimeSpan latency, TimeSpan hop) {
    this(List.of(new LinkProtocol("link", bandwidth, latency)), new TimeSpan(0), hop, "");
  }

  /** What the link carries in each direction: the bandwidth of its fastest protocol. */
  public Bandwidth bandwidth() {
    return protocols.stream()
        .map(LinkProtocol::bandwidth)
        .max(Comparator.comparingDouble(Bandwidth::bytesPerSecond))
        .orElseThrow();
  }
}
