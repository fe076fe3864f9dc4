package io.bitwright.simulator.timing.memory;

import io.bitwright.simulator.timing.memory.DramBankSimulator.Request;
import io.bitwright.spec.dram.DramSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A memory whose transfers are played command by command, for the reference path: give it to {@link
 * io.bitwright.simulator.timing.chip.TileEventEngine} instead of {@link DramMemory}. One channel is
 * played, for all have the same to do.
 *
 * <p>Unlike other memories it goes on from transfer to transfer: open rows and refreshes of one are
 * there in the next, which comes at once. It serves the transfers of one operator, in their order,
 * and no two operators.
 */
public final class BankLevelMemory implements Memory {
  /** Requests that the controller sees. */
  private static final int WINDOW = 64;

  private final DramSpec spec;
  private final double latencySeconds;
  private final DramBankSimulator channel;
  private final DramPlaces places;
  private double endSeconds;

  /**
   * A memory with all rows closed.
   *
   * @param latencySeconds time from a request to its first byte, at least 0
   */
  public BankLevelMemory(DramSpec spec, double latencySeconds) {
    this.spec = spec;
    this.latencySeconds = latencySeconds;
    this.channel = new DramBankSimulator(spec.device(), WINDOW, true);
    this.places = new DramPlaces(spec.device());
    this.endSeconds = DramMemory.closedRowSeconds(spec.device());
  }

  @Override
  public double transferSeconds(double bytes, AccessPattern pattern) {
    if (bytes == 0) {
      return 0;
    }
    double before = endSeconds;
    endSeconds = Math.max(before, channel.serve(requests(bytes / spec.channels(), pattern)));
    return endSeconds - before;
  }

  private List<Request> requests(double bytes, AccessPattern pattern) {
    if (pattern.isSequential()) {
      return places.stream(bursts(bytes));
    }
    List<Request> requests = new ArrayList<>();
    for (double left = bytes; left > 0; left -= pattern.runBytes()) {
      requests.addAll(places.run(bursts(Math.min(left, pattern.runBytes()))));
    }
    return requests;
  }

  private long bursts(double bytes) {
    return (long) Math.ceil(bytes / spec.device().burstBytes());
  }

  @Override
  public double latencySeconds() {
    return latencySeconds;
  }
}
