package io.bitwright.spec.pod;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which chips of one level of a pod are joined by a link. Every link carries its bandwidth in each
 * of its two directions at once. Forms and their formulas: Dally and Towles, Principles and
 * Practices of Interconnection Networks, 2004, chapters 3 to 5.
 */
public sealed interface Topology {
  /** The words of the key {@code topology}. */
  Vocabulary<String> KINDS =
      Vocabulary.of(
          "topology",
          List.of("ring", "torus", "mesh", "hypercube", "fully-connected", "switch"),
          word -> word);

  /** Chips that this level joins. */
  int chips();

  /**
   * Each chip with the next, and the last with the first. Two chips have one link.
   *
   * @param chips at least 2
   */
  record Ring(int chips) implements Topology {}

  /**
   * A grid whose axes are rings. An axis of two chips has one link, as in the hypercube.
   *
   * @param shape chips along each axis
   * @param wrap for each axis, whether a link joins its last chip to its first
   * @param twist by how many chips a link that closes an axis moves along every axis as long as the
   *     last one; those axes are plain, and where all are as long, the last one alone; 0 for a
   *     plain torus. With axes a x 2a or a x a x 2a and a twist of a this is the rectangular or the
   *     prismatic doubly twisted torus of Camara et al., Twisted Torus Topologies for Enhanced
   *     Interconnection Networks, IEEE TPDS 21(12), 2010; with a x 2a x 2a its one short axis is
   *     twisted along both long ones
   * @param cube the block whose outer links optical switches join: any grid of whole blocks can be
   *     made, each a torus of its own (Jouppi et al., ISCA 2023, arXiv 2304.01433, section 2.2);
   *     empty if cables join them
   */
  record Torus(GridShape shape, List<Boolean> wrap, int twist, Optional<GridShape> cube)
      implements Topology {
    public Torus {
      wrap = List.copyOf(wrap);
      if (wrap.size() != shape.axes().size()) {
        throw new IllegalArgumentException(wrap.size() + " wraps for a grid of " + shape);
      }
      if (cube.isPresent() && !shape.isMadeOf(cube.get())) {
        throw new IllegalArgumentException(shape + " is not made of blocks of " + cube.get());
      }
    }

    /** A torus joined by cables. */
    public Torus(GridShape shape, List<Boolean> wrap, int twist) {
      this(shape, wrap, twist, Optional.empty());
    }

    @Override
    public int chips() {
      return shape.chips();
    }

    /** Indices of the axes that a twist moves along; empty without one. */
    public List<Integer> axesTwistedAlong() {
      List<Integer> lengths = shape.axes();
      int last = lengths.size() - 1;
      List<Integer> longest =
          IntStream.rangeClosed(0, last)
              .filter(axis -> lengths.get(axis).equals(lengths.get(last)))
              .boxed()
              .toList();
      if (twist == 0) {
        return List.of();
      }
      return longest.size() > last ? List.of(last) : longest;
    }

    /** Indices of the axes whose closing links move; empty without a twist. */
    public List<Integer> twistedAxes() {
      return IntStream.range(0, twist == 0 ? 0 : shape.axes().size())
          .filter(axis -> !axesTwistedAlong().contains(axis))
          .boxed()
          .toList();
    }
  }

  /**
   * A grid whose axes are lines: a torus without the links that close its axes.
   *
   * @param shape chips along each axis
   */
  record Mesh(GridShape shape) implements Topology {
    @Override
    public int chips() {
      return shape.chips();
    }
  }

  /**
   * Chips whose numbers differ in one binary digit are joined.
   *
   * @param dimensions binary digits of a chip's number, at least 1
   */
  record Hypercube(int dimensions) implements Topology {
    @Override
    public int chips() {
      return 1 << dimensions;
    }
  }

  /**
   * Every chip with every other, by a link of its own.
   *
   * @param chips at least 2
   */
  record FullyConnected(int chips) implements Topology {}

  /**
   * Every chip by one link with one switch.
   *
   * @param chips at least 2
   * @param oversubscription sum of the chips' bandwidths over what passes through the switch at
   *     once, at least 1; 1 does not block
   */
  record Switch(int chips, double oversubscription) implements Topology {}
}
