package io.bitwright.spec.pod;

import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.TimeSpan;

/**
 * A way in which a communication library moves messages over a link, as NCCL has LL (each word with
 * a flag of its own: quick to start, half of the bandwidth) and Simple (NVIDIA NCCL,
 * src/include/device.h, ncclLLFifoLine).
 *
 * @param name as the library calls it
 * @param bandwidth of the message's own bytes in each direction, both at once
 * @param latency from the sender's decision to the first byte on its first link, once a message
 */
public record LinkProtocol(String name, Bandwidth bandwidth, TimeSpan latency) {}
