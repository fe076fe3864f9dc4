package io.bitwright.simulator.pod.collective;

import io.bitwright.simulator.pod.topology.PodLink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who sends what to whom over which links.
 *
 * @param startSeconds before the first phase
 * @param phases one after another, each when all of the one before has arrived
 */
public record Schedule(double startSeconds, List<Phase> phases) {
  public Schedule {
    phases = List.copyOf(phases);
  }

  /** A schedule that starts at once. */
  public Schedule(List<Phase> phases) {
    this(0, phases);
  }

  /**
   * Tracks that run at once and do not wait for one another.
   *
   * @param tracks in any order
   */
  public record Phase(List<Track> tracks) {
    public Phase {
      tracks = List.copyOf(tracks);
    }
  }

  /**
   * Steps one after another, each when all of the one before has arrived.
   *
   * @param steps in order
   */
  public record Track(List<Step> steps) {
    public Track {
      steps = List.copyOf(steps);
    }
  }

  /** Bytes that each sending chip sends, by its number. */
  public Map<Integer, Double> bytesSent() {
    Map<Integer, Double> sent = new TreeMap<>();
    for (Phase phase : phases) {
      for (Track track : phase.tracks()) {
        for (Step step : track.steps()) {
          for (Transfer transfer : step.transfers()) {
            sent.merge(transfer.from(), transfer.bytes(), Double::sum);
          }
        }
      }
    }
    return sent;
  }

  /** Bytes of messages that each used link carries, without those of protocols, by its index. */
  public Map<Integer, Double> bytesOfLinks() {
    Map<Integer, Double> carried = new TreeMap<>();
    for (Phase phase : phases) {
      for (Track track : phase.tracks()) {
        for (Step step : track.steps()) {
          for (Transfer transfer : step.transfers()) {
            for (PodLink link : transfer.path()) {
              carried.merge(link.index(), transfer.bytes(), Double::sum);
            }
          }
        }
      }
    }
    return carried;
  }
}
