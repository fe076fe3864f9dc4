package io.bitwright.spec.pod;

import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.TimeSpan;

/**
 * A link between two chips, or between a chip and its switch.
 *
 * @param bandwidth in each direction, both at once
 * @param latency from the sender's decision to the first byte on its first link, once a message
 * @param hop of each link, or switch, that the first byte crosses
 */
public record LinkSpec(Bandwidth bandwidth, TimeSpan latency, TimeSpan hop) {}
