package io.bitwright.codegen.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * One stage of building tables of signed sums: it adds one lane to each group, and so doubles a
 * table; beside the groups there may be one of fewer lanes, the rest, which waits once it is done.
 *
 * @param name its registers: {@code table2}
 * @param below those of the stage before; of no use in the first stage
 * @param first whether tables of one lane go in
 * @param last whether whole tables come out
 * @param entriesBelow entries of a table that goes in
 * @param width bits of an entry that comes out
 * @param waiting lanes of a group that are still to be added
 * @param restAdds whether the rest is given a lane
 * @param restEntriesBelow entries of the rest's table that goes in
 * @param restWidth bits of an entry of the rest that comes out
 * @param restWaiting lanes of the rest that are still to be added
 */
public record TableStage(
    String name,
    String below,
    boolean first,
    boolean last,
    int entriesBelow,
    int width,
    int waiting,
    boolean restAdds,
    int restEntriesBelow,
    int restWidth,
    int restWaiting) {

  /**
   * The stages, from one lane on; none if a group is one lane.
   *
   * @param groupLanes lanes of a group, at least 1
   * @param restLanes lanes of the rest, 0 if there is none
   * @param bits bits of a sum
   */
  static List<TableStage> over(int groupLanes, int restLanes, TreeLevel.SumBits bits) {
    List<TableStage> stages = new ArrayList<>();
    for (int lanes = 1; lanes < groupLanes; lanes++) {
      boolean restAdds = lanes < restLanes;
      int restBelow = Math.min(lanes, Math.max(1, restLanes));
      int restNow = restAdds ? restBelow + 1 : restBelow;
      stages.add(
          new TableStage(
              "table" + (lanes + 1),
              "table" + lanes,
              lanes == 1,
              lanes + 1 == groupLanes,
              1 << (lanes - 1),
              bits.of(lanes + 1),
              groupLanes - lanes - 1,
              restAdds,
              1 << (restBelow - 1),
              bits.of(restNow),
              Math.max(0, restLanes - restNow)));
    }
    return stages;
  }

  /** Entries of a table that comes out. */
  public int entries() {
    return 2 * entriesBelow;
  }

  /** Entries of the rest's table that comes out. */
  public int restEntries() {
    return restAdds ? 2 * restEntriesBelow : restEntriesBelow;
  }
}
