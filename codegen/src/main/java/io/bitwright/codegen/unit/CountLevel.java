package io.bitwright.codegen.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * One level of a tree that counts bits, as a template lays it out: groups of three lanes, groups of
 * three of their counts, then pairs; beside them at most one count of what fills no group, the
 * rest.
 *
 * @param name its registers: {@code level2}
 * @param below those of the level below; of no use on the first level
 * @param group numbers in a group, 3 or 2
 * @param first whether its numbers are lanes
 * @param last whether it is the top: one count, node or rest
 * @param nodes full groups
 * @param width bits of a group's count
 * @param restNodes numbers of the level below that fill no group; lanes on the first level
 * @param restTakesRest whether the rest of the level below is added to them
 * @param restWidth bits of the rest, 0 if there is none
 */
public record CountLevel(
    String name,
    String below,
    int group,
    boolean first,
    boolean last,
    int nodes,
    int width,
    int restNodes,
    boolean restTakesRest,
    int restWidth) {
  private static final int TRIPLE = 3;
  private static final int LEVELS_OF_TRIPLES = 2;

  /** The levels of a tree over some lanes, from the lanes up, at least one. */
  static List<CountLevel> over(int lanes) {
    List<CountLevel> levels = new ArrayList<>();
    int lanesPerNode = 1;
    int below = lanes;
    boolean belowRest = false;
    boolean last = false;
    while (!last) {
      int number = levels.size() + 1;
      int group = number <= LEVELS_OF_TRIPLES ? TRIPLE : 2;
      lanesPerNode *= group;
      int nodes = below / group;
      int restLanes = lanes - nodes * lanesPerNode;
      last = nodes + (restLanes == 0 ? 0 : 1) == 1;
      levels.add(
          new CountLevel(
              "level" + number,
              "level" + (number - 1),
              group,
              number == 1,
              last,
              nodes,
              bits(lanesPerNode),
              below % group,
              belowRest,
              restLanes == 0 ? 0 : bits(restLanes)));
      below = nodes;
      belowRest = restLanes != 0;
    }
    return levels;
  }

  /** Bits of a count of 0 to so many. */
  static int bits(int lanes) {
    return BroadcastTileSettings.ceilLog2(lanes + 1);
  }

  /** Whether something fills no group. */
  public boolean hasRest() {
    return restWidth != 0;
  }

  /** Place of the first number that fills no group. */
  public int restFirst() {
    return nodes * group;
  }

  /** Lanes that fill no group, on the first level. */
  public int restLanes() {
    return first ? restNodes : 0;
  }

  /** Numbers of the level below that the rest is the sum of. */
  public int restNumbers() {
    return restNodes + (restTakesRest ? 1 : 0);
  }
}
