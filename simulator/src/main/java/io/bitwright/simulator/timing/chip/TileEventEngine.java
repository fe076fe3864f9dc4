package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.timing.memory.Memory;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * Plays a {@link TileStream} event by event: the plain form of its rules and the reference for its
 * closed form. Time is a number of seconds that only moves from one event to the next.
 */
public final class TileEventEngine {
  private enum Kind {
    PROLOGUE_MOVED,
    LOAD_MOVED,
    LOAD_ARRIVED,
    COMPUTED,
    STORED
  }

  private record Job(Kind kind, int step) {}

  private record Event(double time, long order, Job job) {}

  private final TileStream stream;
  private final Memory memory;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::time).thenComparingLong(Event::order));
  private final Deque<Job> channelQueue = new ArrayDeque<>();
  private final boolean[] arrived;
  private long eventsMade;
  private boolean channelBusy;
  private boolean unitBusy;
  private int computed;
  private int stored;

  private TileEventEngine(TileStream stream, Memory memory) {
    this.stream = stream;
    this.memory = memory;
    int steps = Math.toIntExact(stream.steps());
    this.arrived = new boolean[steps];
    channelQueue.add(new Job(Kind.PROLOGUE_MOVED, 0));
    for (int step = 0; step < steps + 2; step++) {
      if (step < steps) {
        channelQueue.add(new Job(Kind.LOAD_MOVED, step));
      }
      if (step >= 2) {
        channelQueue.add(new Job(Kind.STORED, step - 2));
      }
    }
  }

  /** Seconds from the first request to the last byte written. */
  public static double seconds(TileStream stream, Memory memory) {
    return new TileEventEngine(stream, memory).play();
  }

  private double play() {
    double now = 0;
    startWhatCan(now);
    while (!events.isEmpty()) {
      Event event = events.remove();
      now = event.time();
      happen(event.job(), now);
      startWhatCan(now);
    }
    if (stored != arrived.length) {
      throw new IllegalStateException("stuck after " + stored + " stores");
    }
    return now;
  }

  private void happen(Job job, double now) {
    switch (job.kind()) {
      case PROLOGUE_MOVED -> channelBusy = false;
      case LOAD_MOVED -> {
        channelBusy = false;
        at(now + memory.latencySeconds(), new Job(Kind.LOAD_ARRIVED, job.step()));
      }
      case LOAD_ARRIVED -> arrived[job.step()] = true;
      case COMPUTED -> {
        unitBusy = false;
        computed++;
      }
      case STORED -> {
        channelBusy = false;
        stored++;
      }
    }
  }

  private void startWhatCan(double now) {
    Job next = channelQueue.peek();
    if (next != null && !channelBusy && mayUseChannel(next)) {
      channelQueue.remove();
      channelBusy = true;
      at(now + channelSeconds(next), next);
    }
    if (!unitBusy && mayCompute(computed)) {
      unitBusy = true;
      at(now + stream.computeSeconds(), new Job(Kind.COMPUTED, computed));
    }
  }

  private boolean mayUseChannel(Job job) {
    return switch (job.kind()) {
      case LOAD_MOVED -> computed >= job.step() - 1;
      case STORED -> computed > job.step();
      default -> true;
    };
  }

  private boolean mayCompute(int step) {
    return step < arrived.length && arrived[step] && stored >= step - 1;
  }

  private double channelSeconds(Job job) {
    return switch (job.kind()) {
      case PROLOGUE_MOVED -> memory.transferSeconds(stream.prologueBytes());
      case LOAD_MOVED -> memory.transferSeconds(stream.loadBytes(), stream.loads());
      default -> memory.transferSeconds(stream.storeBytes());
    };
  }

  private void at(double time, Job job) {
    events.add(new Event(time, eventsMade++, job));
  }
}
