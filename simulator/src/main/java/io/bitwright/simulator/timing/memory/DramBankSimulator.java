package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramTiming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plays one channel of a dynamic memory command by command: activate, read, precharge and refresh,
 * with all distances that the device asks for. The plain form, and the reference for {@link
 * DramChannel}.
 *
 * <p>The controller keeps rows open and sees a window of the oldest requests. Of all commands that
 * would serve one of them it gives the one that may be given first, of equals that of the oldest
 * request (first-ready, first-come first-served: Rixner, Dally, Kapasi, Mattson, Owens, "Memory
 * Access Scheduling", ISCA 2000). It closes a row when a request in the window needs another one of
 * its bank and none needs the open one. A refresh that is due goes first. Commands have a bus each
 * and take no time on it.
 */
public final class DramBankSimulator {
  private static final long CLOSED = -1;

  /** A read of one burst. */
  public record Request(int bank, long row) {}

  private enum Command {
    READ,
    ACTIVATE,
    PRECHARGE
  }

  private record Choice(double time, Command command, Request request) {}

  private final DramDevice device;
  private final DramTiming timing;
  private final int window;
  private final boolean refreshes;
  private final long[] openRow;
  private final double[] mayActivate;
  private final double[] mayRead;
  private final double[] mayPrecharge;
  private final double[] groupActivated;
  private final double[] groupRead;
  private final double[] lastActivates = new double[4];
  private int activates;
  private double activated = Double.NEGATIVE_INFINITY;
  private double read = Double.NEGATIVE_INFINITY;
  private double now;
  private double nextRefresh;

  /**
   * A channel with all rows closed.
   *
   * @param window requests that the controller sees, at least 1
   * @param refreshes whether it refreshes
   */
  public DramBankSimulator(DramDevice device, int window, boolean refreshes) {
    this.device = device;
    this.timing = device.timing();
    this.window = window;
    this.refreshes = refreshes;
    this.openRow = new long[device.banks()];
    this.mayActivate = new double[device.banks()];
    this.mayRead = new double[device.banks()];
    this.mayPrecharge = new double[device.banks()];
    this.groupActivated = new double[device.bankGroups()];
    this.groupRead = new double[device.bankGroups()];
    this.nextRefresh = timing.refreshInterval().seconds();
    Arrays.fill(openRow, CLOSED);
    Arrays.fill(groupActivated, Double.NEGATIVE_INFINITY);
    Arrays.fill(groupRead, Double.NEGATIVE_INFINITY);
    Arrays.fill(lastActivates, Double.NEGATIVE_INFINITY);
  }

  /** Serves the requests, all there now; gives the time at which the last bit has arrived. */
  public double serve(List<Request> requests) {
    List<Request> waiting = new ArrayList<>();
    int next = 0;
    while (next < requests.size() || !waiting.isEmpty()) {
      while (waiting.size() < window && next < requests.size()) {
        waiting.add(requests.get(next++));
      }
      Choice choice = first(waiting);
      if (refreshes && choice.time() >= nextRefresh) {
        refresh();
      } else {
        give(choice, waiting);
      }
    }
    return read + timing.readToData().seconds() + device.burstSeconds();
  }

  /** The command that may be given first. */
  private Choice first(List<Request> waiting) {
    boolean[] isNeeded = new boolean[openRow.length];
    for (Request request : waiting) {
      isNeeded[request.bank()] |= openRow[request.bank()] == request.row();
    }
    Choice first = choice(waiting.getFirst(), isNeeded);
    for (Request request : waiting) {
      Choice choice = choice(request, isNeeded);
      if (choice.time() < first.time()) {
        first = choice;
      }
    }
    return first;
  }

  private Choice choice(Request request, boolean[] isNeeded) {
    int bank = request.bank();
    if (openRow[bank] == request.row()) {
      return new Choice(Math.max(now, readTime(bank)), Command.READ, request);
    }
    if (openRow[bank] == CLOSED) {
      return new Choice(Math.max(now, activateTime(bank)), Command.ACTIVATE, request);
    }
    double time = isNeeded[bank] ? Double.POSITIVE_INFINITY : mayPrecharge[bank];
    return new Choice(Math.max(now, time), Command.PRECHARGE, request);
  }

  private double readTime(int bank) {
    double apart = Math.max(device.burstSeconds(), timing.readToRead().seconds());
    double group = groupRead[group(bank)] + timing.readToReadSameGroup().seconds();
    return Math.max(mayRead[bank], Math.max(read + apart, group));
  }

  private double activateTime(int bank) {
    double group = groupActivated[group(bank)] + timing.activateToActivateSameGroup().seconds();
    double fourth = lastActivates[activates % 4] + timing.fourActivates().seconds();
    double apart = activated + timing.activateToActivate().seconds();
    return Math.max(Math.max(mayActivate[bank], apart), Math.max(group, fourth));
  }

  private int group(int bank) {
    return bank % device.bankGroups();
  }

  private void give(Choice choice, List<Request> waiting) {
    int bank = choice.request().bank();
    now = choice.time();
    switch (choice.command()) {
      case READ -> {
        read = now;
        groupRead[group(bank)] = now;
        mayPrecharge[bank] = Math.max(mayPrecharge[bank], now + timing.readToPrecharge().seconds());
        waiting.remove(choice.request());
      }
      case ACTIVATE -> {
        openRow[bank] = choice.request().row();
        activated = now;
        groupActivated[group(bank)] = now;
        lastActivates[activates++ % 4] = now;
        mayRead[bank] = now + timing.activateToRead().seconds();
        mayPrecharge[bank] = now + timing.activateToPrecharge().seconds();
      }
      case PRECHARGE -> {
        openRow[bank] = CLOSED;
        mayActivate[bank] = now + timing.precharge().seconds();
      }
    }
  }

  /** Closes all rows, each bank as soon as it may be, and refreshes all banks. */
  private void refresh() {
    double start = Math.max(now, nextRefresh);
    for (int bank = 0; bank < openRow.length; bank++) {
      boolean open = openRow[bank] != CLOSED;
      double closed =
          open
              ? Math.max(nextRefresh, mayPrecharge[bank]) + timing.precharge().seconds()
              : mayActivate[bank];
      start = Math.max(start, closed);
      openRow[bank] = CLOSED;
    }
    now = start;
    Arrays.fill(mayActivate, now + timing.refresh().seconds());
    nextRefresh += timing.refreshInterval().seconds();
  }
}
