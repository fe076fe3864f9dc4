package io.bitwright.simulator.timing.memory;

import io.bitwright.simulator.timing.memory.DramBankSimulator.Request;
import io.bitwright.spec.dram.DramDevice;
import java.util.ArrayList;
import java.util.List;

/** Where bursts lie in the banks and rows of a channel: the layout of {@link DramChannel}. */
final class DramPlaces {
  private final DramDevice device;
  private final int alternating;
  private int firstBank;
  private int rowsUsed;
  private long row;
  private long burstsUsed;

  DramPlaces(DramDevice device) {
    this.device = device;
    this.alternating = DramChannel.alternatingGroups(device);
  }

  /** The next bursts of a run of so many, from its first burst: in new rows. */
  List<Request> run(long bursts) {
    leaveRows();
    long left = bursts;
    List<Request> requests = new ArrayList<>();
    while (left > 0) {
      long here = Math.min(left, alternating * device.rowBursts());
      rowsUsed = (int) Math.min(alternating, here);
      add(requests, 0, here);
      left -= here;
      leaveRows();
    }
    return requests;
  }

  /** The next bursts of a stream, which go on where the last ones ended. */
  List<Request> stream(long bursts) {
    long left = bursts;
    List<Request> requests = new ArrayList<>();
    while (left > 0) {
      rowsUsed = alternating;
      long here = Math.min(left, alternating * device.rowBursts() - burstsUsed);
      add(requests, burstsUsed, here);
      burstsUsed += here;
      left -= here;
      if (burstsUsed == alternating * device.rowBursts()) {
        leaveRows();
      }
    }
    return requests;
  }

  private void add(List<Request> requests, long from, long count) {
    for (long burst = from; burst < from + count; burst++) {
      requests.add(new Request((firstBank + (int) (burst % rowsUsed)) % device.banks(), row));
    }
  }

  private void leaveRows() {
    firstBank = (firstBank + rowsUsed) % device.banks();
    rowsUsed = 0;
    burstsUsed = 0;
    row++;
  }
}
