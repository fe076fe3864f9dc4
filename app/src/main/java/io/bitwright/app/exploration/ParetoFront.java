package io.bitwright.app.exploration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The points that no other outdoes: none is as good in every objective and better in one. Of points
 * with equal costs the first of the grid stays. The front does not depend on the order in which
 * points come.
 */
public final class ParetoFront {
  /** A point of the front. */
  public static final class Member {
    private final long point;
    private final double[] costs;

    Member(long point, double[] costs) {
      this.point = point;
      this.costs = costs.clone();
    }

    public long point() {
      return point;
    }

    /** The costs of its objectives; less is better. */
    public double[] costs() {
      return costs.clone();
    }
  }

  private final List<Member> members = new ArrayList<>();

  /** Offers a point; tells whether it is on the front now. */
  public boolean offer(long point, double[] costs) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (isOutdoneBy(point, costs, member)) {
        // Who outdoes one is likely to outdo the next.
        members.set(i, members.getFirst());
        members.set(0, member);
        return false;
      }
    }
    members.removeIf(member -> isOutdoneBy(member.point(), member.costs, point, costs));
    members.add(new Member(point, costs));
    return true;
  }

  /** The members, in the order of the grid. */
  public List<Member> members() {
    return members.stream().sorted(Comparator.comparingLong(Member::point)).toList();
  }

  public int size() {
    return members.size();
  }

  private static boolean isOutdoneBy(long point, double[] costs, Member other) {
    return isOutdoneBy(point, costs, other.point(), other.costs);
  }

  private static boolean isOutdoneBy(
      long point, double[] costs, long otherPoint, double[] otherCosts) {
    boolean equal = true;
    for (int i = 0; i < costs.length; i++) {
      if (otherCosts[i] > costs[i]) {
        return false;
      }
      equal &= otherCosts[i] == costs[i];
    }
    return !equal || otherPoint <= point;
  }
}
