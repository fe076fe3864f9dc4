package io.bitwright.spec.accelerator;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a result matrix that one streaming multiprocessor computes at a time.
 *
 * @param rows of M
 * @param columns of N
 */
public record TileShape(int rows, int columns) {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  /** What is expected, to follow "write" in a message. */
  static final String EXPECTATION =
      "a tile such as 128x256, each side " + AcceleratorLimits.TILE_SIDE.expectation();

  /**
   * A tile as users write it: {@code 128x256}.
   *
   * @throws SpecException saying what is wrong and what is allowed
   */
  static TileShape parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new SpecException(QuotedText.of(text) + " is not a tile; write " + EXPECTATION);
    }
    TileShape tile =
        new TileShape(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)));
    if (!AcceleratorLimits.TILE_SIDE.contains(tile.rows)
        || !AcceleratorLimits.TILE_SIDE.contains(tile.columns)) {
      throw new SpecException(QuotedText.of(text) + " is out of range; write " + EXPECTATION);
    }
    return tile;
  }

  /** The same tile with rows and columns exchanged. */
  public TileShape transposed() {
    return new TileShape(columns, rows);
  }

  @Override
  public String toString() {
    return rows + "x" + columns;
  }
}
