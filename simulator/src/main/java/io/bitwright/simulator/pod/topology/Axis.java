package io.bitwright.simulator.pod.topology;

import java.util.List;

/**
 * One factor of a pod, whose graph is the Cartesian product of its axes.
 *
 * @param kind how the chips along it are joined; a ring of two is a line
 * @param size chips along it, at least 1
 * @param protocols ways to use its links, at least one
 * @param startSeconds once a collective that uses it
 * @param hopSeconds of each link, or switch, that is crossed
 * @param oversubscription of a switch; 1 elsewhere
 * @param twist by how many chips the closing link moves along each axis of {@code twistedAlong}; 0
 *     for none
 * @param twistedAlong indices of axes; empty without a twist
 */
public record Axis(
    AxisKind kind,
    int size,
    List<Protocol> protocols,
    double startSeconds,
    double hopSeconds,
    double oversubscription,
    int twist,
    List<Integer> twistedAlong) {

  public Axis {
    protocols = List.copyOf(protocols);
    twistedAlong = List.copyOf(twistedAlong);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("an axis needs a protocol");
    }
    if (size < 1) {
      throw new IllegalArgumentException("an axis needs a chip, not " + size);
    }
    if (kind == AxisKind.RING && size <= 2 && twist == 0) {
      kind = AxisKind.LINE;
    }
  }

  /** An axis that is twisted along one other, or, with -1, none. */
  public Axis(
      AxisKind kind,
      int size,
      List<Protocol> protocols,
      double startSeconds,
      double hopSeconds,
      double oversubscription,
      int twist,
      int twistedAlong) {
    this(
        kind,
        size,
        protocols,
        startSeconds,
        hopSeconds,
        oversubscription,
        twist,
        twistedAlong < 0 ? List.of() : List.of(twistedAlong));
  }

  /** An axis with one way to use its links, and no start. */
  public Axis(
      AxisKind kind,
      int size,
      double bytesPerSecond,
      double latencySeconds,
      double hopSeconds,
      double oversubscription,
      int twist,
      int twistedAlong) {
    this(
        kind,
        size,
        List.of(new Protocol(bytesPerSecond, latencySeconds)),
        0,
        hopSeconds,
        oversubscription,
        twist,
        twistedAlong);
  }

  /**
   * A way to use a link.
   *
   * @param bytesPerSecond of a message's own bytes, in each direction
   * @param latencySeconds once a message
   */
  public record Protocol(double bytesPerSecond, double latencySeconds) {
    /** The same where so many groups use each link at once. */
    Protocol sharedBy(int groups) {
      return new Protocol(bytesPerSecond / groups, latencySeconds);
    }
  }

  /** What a link carries, in each direction: that of the fastest protocol. */
  public double bytesPerSecond() {
    return protocols.stream().mapToDouble(Protocol::bytesPerSecond).max().orElseThrow();
  }

  /** Once a message, by the quickest protocol to start. */
  public double latencySeconds() {
    return protocols.stream().mapToDouble(Protocol::latencySeconds).min().orElseThrow();
  }

  /** The same axis used by one of its protocols only. */
  public Axis by(Protocol protocol) {
    return new Axis(
        kind,
        size,
        List.of(protocol),
        startSeconds,
        hopSeconds,
        oversubscription,
        twist,
        twistedAlong);
  }

  /** The same links as another kind of axis with so many chips, not twisted. */
  public Axis as(AxisKind other, int chips) {
    return new Axis(
        other, chips, protocols, startSeconds, hopSeconds, oversubscription, 0, List.of());
  }

  /** A twisted axis without the links that close it, a line; any other as it is. */
  public Axis untwisted() {
    return twist == 0 ? this : as(AxisKind.LINE, size);
  }

  /**
   * The first chips of the axis alone: a part of a ring is a line.
   *
   * @param chips from 1 to the size
   */
  public Axis slice(int chips) {
    if (chips < 1 || chips > size) {
      throw new IllegalArgumentException("a slice of " + chips + " of " + size + " chips");
    }
    if (chips == size) {
      return this;
    }
    return as(kind == AxisKind.RING ? AxisKind.LINE : kind, chips);
  }

  /**
   * Chips at equal distances along a part of the axis. Where the way between two of them leads over
   * others, each link is shared with the groups that those belong to. A twisted axis is used as a
   * line.
   *
   * @param chips of the group, at least 1
   * @param stride from one to the next; {@code chips x stride} divides the size
   */
  public Axis part(int chips, int stride) {
    if (stride < 1 || chips < 1 || size % ((long) chips * stride) != 0) {
      throw new IllegalArgumentException(
          chips + " chips with stride " + stride + " are no part of " + size);
    }
    if (twist > 0) {
      return untwisted().part(chips, stride);
    }
    if (stride == 1) {
      return slice(chips);
    }
    boolean closes = chips * stride == size;
    int sharers = kind == AxisKind.RING || kind == AxisKind.LINE ? stride : 1;
    return new Axis(
        kind == AxisKind.RING && !closes ? AxisKind.LINE : kind,
        chips,
        protocols.stream().map(all -> all.sharedBy(sharers)).toList(),
        startSeconds,
        hopSeconds * sharers,
        oversubscription,
        0,
        -1);
  }

  /** The most links or switches between two of its chips. */
  public int diameter() {
    return switch (kind) {
      case RING -> size / 2;
      case LINE -> size - 1;
      case FULLY_CONNECTED, SWITCH -> Math.min(1, size - 1);
    };
  }

  /** Links or switches between its first chip and its last. */
  public int hopsBetweenEnds() {
    return kind == AxisKind.LINE ? size - 1 : Math.min(1, size - 1);
  }

  /** Links that leave a chip; of a line, one between its ends. */
  public int degree() {
    return switch (kind) {
      case RING -> 2;
      case LINE -> Math.min(2, size - 1);
      case FULLY_CONNECTED -> size - 1;
      case SWITCH -> Math.min(1, size - 1);
    };
  }

  /**
   * Bytes a second, one way, between the first half of the axis and the rest (the smaller half
   * first if the size is odd).
   */
  public double bisectionBytesPerSecond() {
    int half = size / 2;
    double links =
        switch (kind) {
          case RING -> 2;
          case LINE -> Math.min(1, half);
          case FULLY_CONNECTED -> (double) half * (size - half);
          case SWITCH -> Math.min(half, size / oversubscription);
        };
    return links * bytesPerSecond();
  }

  /** Bytes a second that all chips together move through a switch. */
  double switchBytesPerSecond() {
    return size * bytesPerSecond() / oversubscription;
  }
}
