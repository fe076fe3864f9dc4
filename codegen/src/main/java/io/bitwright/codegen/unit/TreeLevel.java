package io.bitwright.codegen.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * One level of a tree that adds two numbers at a node, as a template lays it out: nodes that all
 * cover the same number of leaves, and beside them at most one number that covers fewer, the rest.
 *
 * @param name prefix of its registers: {@code level2}
 * @param below prefix of the level below; that of the first level is not used
 * @param first whether its numbers come from the leaves
 * @param last whether it is the top: one number, nodes or rest
 * @param nodes nodes that add two equal numbers of the level below
 * @param width bits of a node's sum
 * @param rest where the rest comes from
 * @param restWidth bits of the rest, 0 if there is none
 * @param lastBelow place of the last node of the level below, which the rest may take
 */
public record TreeLevel(
    String name,
    String below,
    boolean first,
    boolean last,
    int nodes,
    int width,
    Rest rest,
    int restWidth,
    int lastBelow) {

  /** Where the number beside the nodes comes from. */
  public enum Rest {
    /** There is none. */
    NONE,
    /** The last number of the level below has no partner. */
    NODE,
    /** The rest of the level below has no partner. */
    REST,
    /** The last number of the level below and its rest are added. */
    SUM
  }

  /** Bits of a sum of so many lanes. */
  @FunctionalInterface
  interface SumBits {
    int of(int lanes);
  }

  /**
   * The levels of a tree, from the leaves up, at least one.
   *
   * @param lanes what is summed, at least 1
   * @param lanesPerLeaf lanes in a leaf, 1 or more; lanes that fill none are a rest
   * @param bits bits of a sum
   */
  static List<TreeLevel> over(int lanes, int lanesPerLeaf, SumBits bits) {
    List<TreeLevel> levels = new ArrayList<>();
    int lanesPerNode = lanesPerLeaf;
    int belowNodes = lanes / lanesPerNode;
    boolean belowRest = lanes % lanesPerNode != 0;
    boolean last = false;
    while (!last) {
      lanesPerNode *= 2;
      int number = levels.size() + 1;
      int nodes = belowNodes / 2;
      Rest rest = rest(belowNodes % 2 != 0, belowRest);
      int restLanes = lanes - nodes * lanesPerNode;
      last = nodes + (rest == Rest.NONE ? 0 : 1) == 1;
      levels.add(
          new TreeLevel(
              "level" + number,
              "level" + (number - 1),
              number == 1,
              last,
              nodes,
              bits.of(lanesPerNode),
              rest,
              rest == Rest.NONE ? 0 : bits.of(restLanes),
              belowNodes - 1));
      belowNodes = nodes;
      belowRest = rest != Rest.NONE;
    }
    return levels;
  }

  private static Rest rest(boolean lastIsAlone, boolean belowRest) {
    if (lastIsAlone) {
      return belowRest ? Rest.SUM : Rest.NODE;
    }
    return belowRest ? Rest.REST : Rest.NONE;
  }

  /** Whether there is a number beside the nodes. */
  public boolean hasRest() {
    return rest != Rest.NONE;
  }

  /** Whether the rest is a sum. */
  public boolean restAdds() {
    return rest == Rest.SUM;
  }

  /** Whether the rest is the last number of the level below. */
  public boolean restTakesNode() {
    return rest == Rest.NODE;
  }

  /** Whether it has an adder. */
  boolean adds() {
    return nodes > 0 || restAdds();
  }
}
