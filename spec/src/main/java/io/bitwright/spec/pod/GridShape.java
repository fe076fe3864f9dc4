package io.bitwright.spec.pod;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chips along each axis of a grid, written {@code 16x16x16}.
 *
 * @param axes one to three lengths, each within {@link PodLimits#AXIS}
 */
public record GridShape(List<Integer> axes) {
  private static final Pattern WRITTEN_AS_GRID = Pattern.compile("\\d+(x\\d+)+");
  private static final Pattern WRITTEN = Pattern.compile("\\d{1,9}(x\\d{1,9}){0,2}");

  public GridShape {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > PodLimits.AXES) {
      throw new IllegalArgumentException("a grid has 1 to 3 axes, not " + axes.size());
    }
  }

  /** Whether a text is meant as a grid: lengths with an x between them. */
  public static boolean isWritten(String text) {
    return WRITTEN_AS_GRID.matcher(text).matches();
  }

  /** What is expected, to follow "write" in a message. */
  public static String expectation() {
    return "1 to 3 lengths of 1 to " + PodLimits.AXIS.most() + " such as 16x16 or 4x4x8";
  }

  /**
   * A grid written {@code 16x16x16}.
   *
   * @throws SpecException saying what is wrong and what is allowed
   */
  public static GridShape parse(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      throw new SpecException(QuotedText.of(text) + " is no grid; write " + expectation());
    }
    List<Integer> axes = Arrays.stream(text.split("x", -1)).map(Integer::valueOf).toList();
    for (int length : axes) {
      if (!PodLimits.AXIS.contains(length)) {
        throw new SpecException(
            QuotedText.of(text) + " has an axis of " + length + "; write " + expectation());
      }
    }
    return new GridShape(axes);
  }

  /** Chips of the whole grid. */
  public int chips() {
    return axes.stream().reduce(1, Math::multiplyExact);
  }

  /** Whether each axis is a multiple of the block's axis. */
  public boolean isMadeOf(GridShape block) {
    boolean whole = axes.size() == block.axes.size();
    for (int axis = 0; whole && axis < axes.size(); axis++) {
      whole = axes.get(axis) % block.axes.get(axis) == 0;
    }
    return whole;
  }

  /** {@code 16x16x16}. */
  @Override
  public String toString() {
    return axes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
