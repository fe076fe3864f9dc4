package io.bitwright.simulator.pod.collective;

import java.util.ArrayList;
import java.util.List;

/**
 * Plays a schedule event by event: the reference for the closed forms.
 *
 * <p>A message flows over all links of its path at once (cut-through), at a rate that {@link
 * FairShare} gives whenever a message starts or ends; its last byte arrives {@link
 * Transfer#delaySeconds} after it was sent. A step starts when the last byte of the step before has
 * arrived at every chip of the track.
 */
public final class LinkEventSimulator {
  /** Messages whose ends are this close, relative to their length, end together: rounding. */
  private static final double TOGETHER = 1e-10;

  private final int linkCount;
  private double now;
  private final List<Message> flowing = new ArrayList<>();
  private final List<Player> players = new ArrayList<>();

  private LinkEventSimulator(int linkCount, double startSeconds) {
    this.linkCount = linkCount;
    this.now = startSeconds;
  }

  /**
   * Seconds from the start of a schedule until its last byte has arrived.
   *
   * @param linkCount of the pod, {@link io.bitwright.simulator.pod.topology.PodGraph#linkCount()}
   */
  public static double seconds(Schedule schedule, int linkCount) {
    LinkEventSimulator simulator = new LinkEventSimulator(linkCount, schedule.startSeconds());
    schedule.phases().forEach(simulator::play);
    return simulator.now;
  }

  private void play(Schedule.Phase phase) {
    players.clear();
    for (Schedule.Track track : phase.tracks()) {
      players.add(new Player(track, now));
    }
    startSteps();
    while (!players.isEmpty()) {
      advance();
      startSteps();
    }
  }

  /** Starts the next step of every track whose step has arrived by now. */
  private void startSteps() {
    for (Player player : List.copyOf(players)) {
      while (player.inFlight == 0 && player.arrival <= now) {
        if (player.next == player.track.steps().size()) {
          players.remove(player);
          break;
        }
        player.start(flowing, now);
      }
    }
  }

  /** To the next end of a message, or arrival of a step. */
  private void advance() {
    double[] rates =
        FairShare.rates(flowing.stream().map(m -> m.transfer.path()).toList(), linkCount);
    double next = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rates.length; i++) {
      next = Math.min(next, now + flowing.get(i).left / rates[i]);
    }
    for (Player player : players) {
      if (player.inFlight == 0) {
        next = Math.min(next, player.arrival);
      }
    }
    List<Message> rest = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      Message message = flowing.get(i);
      double end = now + message.left / rates[i];
      message.left -= rates[i] * (next - now);
      if (end <= next || message.left <= TOGETHER * message.transfer.linkBytes()) {
        message.player.ended(message.transfer, next);
      } else {
        rest.add(message);
      }
    }
    flowing.clear();
    flowing.addAll(rest);
    now = next;
  }

  /** A message on its way. */
  private static final class Message {
    private final Player player;
    private final Transfer transfer;
    private double left;

    Message(Player player, Transfer transfer) {
      this.player = player;
      this.transfer = transfer;
      this.left = transfer.linkBytes();
    }
  }

  /** Where a track is. */
  private static final class Player {
    private final Schedule.Track track;
    private int next;
    private int inFlight;
    private double arrival;

    Player(Schedule.Track track, double now) {
      this.track = track;
      this.arrival = now;
    }

    void start(List<Message> flowing, double now) {
      for (Transfer transfer : track.steps().get(next).transfers()) {
        if (transfer.bytes() > 0 && !transfer.path().isEmpty()) {
          flowing.add(new Message(this, transfer));
          inFlight++;
        } else {
          arrival = Math.max(arrival, now + transfer.delaySeconds());
        }
      }
      next++;
    }

    void ended(Transfer transfer, double end) {
      arrival = Math.max(arrival, end + transfer.delaySeconds());
      inFlight--;
    }
  }
}
