package io.bitwright.app.estimate;

import io.bitwright.app.report.TextTable;
import io.bitwright.app.report.TextTable.Column;
import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.estimate.OperatorShape;
import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.mapping.TensorCoreMapping;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.mapping.UnitGrid;
import io.bitwright.spec.quantity.Quantities;
import java.util.List;
import java.util.Optional;

/** The best mappings of products, as a table and in a document. */
final class MappingReport {
  private MappingReport() {}

  /**
   * A product in a document. Of a chip: the operand that lies still in the units, the largest step,
   * how many steps, which of the operands is outermost, units side by side, and bytes from and to
   * memory. Of a GPU: tile, parts of K, tiles and waves.
   */
  sealed interface Document {}

  /** On a chip. */
  record Steps(
      String stationary,
      Size step,
      long steps,
      String outermost,
      UnitGrid units,
      double weightReadBytes,
      double activationReadBytes,
      double resultWriteBytes)
      implements Document {}

  /** On a GPU. */
  record Tiles(int tileRows, int tileColumns, int splitsOfK, double tiles, double waves)
      implements Document {}

  /** Rows of M, terms of K and columns of N. */
  record Size(long m, long k, long n) {
    @Override
    public String toString() {
      return m + "x" + k + "x" + n;
    }
  }

  /** A product's mapping; empty of other work. */
  static Optional<Document> document(ExecutedOperator operator) {
    return operator
        .mapping()
        .map(mapping ->
            switch (mapping) {
              case ProductMapping product -> steps(product, operator.shape());
              case TensorCoreMapping tensor ->
                  new Tiles(
                      tensor.tileRows(),
                      tensor.tileColumns(),
                      tensor.splits(),
                      tensor.tiles(),
                      tensor.waves());
            });
  }

  private static Steps steps(ProductMapping product, OperatorShape shape) {
    TileMapping tiles = product.tiles();
    return new Steps(
        product.stationary().label(),
        step(tiles, shape),
        tiles.steps(),
        tiles.weightsOutermost() ? "weights" : "activations",
        product.units(),
        tiles.weightReads(),
        tiles.activationReads(),
        tiles.resultWrites());
  }

  private static Size step(TileMapping tiles, OperatorShape shape) {
    return new Size(
        Math.ceilDiv(shape.m(), tiles.mParts()),
        Math.ceilDiv(shape.k(), tiles.kParts()),
        Math.ceilDiv(shape.n(), tiles.nParts()));
  }

  /** A table of those operators that are products; empty if none is. */
  static Optional<TextTable> table(List<ExecutedOperator> operators) {
    List<ExecutedOperator> products =
        operators.stream().filter(operator -> operator.mapping().isPresent()).toList();
    if (products.isEmpty()) {
      return Optional.empty();
    }
    boolean onGpu = products.getFirst().mapping().orElseThrow() instanceof TensorCoreMapping;
    TextTable table = onGpu ? tileTable() : stepTable();
    products.forEach(product -> table.row(cells(product)));
    return Optional.of(table);
  }

  private static TextTable stepTable() {
    return new TextTable(
        Column.text("mapping"),
        Column.number("M x K x N", ""),
        Column.number("step", ""),
        Column.number("steps", ""),
        Column.text("outermost"),
        Column.text("stationary"),
        Column.number("units", ""),
        Column.number("weights read", ""),
        Column.number("activations read", ""));
  }

  private static TextTable tileTable() {
    return new TextTable(
        Column.text("mapping"),
        Column.number("M x K x N", ""),
        Column.number("tile", ""),
        Column.number("tiles", ""),
        Column.number("splits of K", ""),
        Column.number("waves", ""));
  }

  private static String[] cells(ExecutedOperator operator) {
    OperatorShape shape = operator.shape();
    String size = new Size(shape.m(), shape.k(), shape.n()).toString();
    String name = operator.operator().name();
    return switch (operator.mapping().orElseThrow()) {
      case TensorCoreMapping tensor ->
          new String[] {
            name,
            size,
            tensor.tileRows() + "x" + tensor.tileColumns(),
            Quantities.formatWhole((long) tensor.tiles()),
            Integer.toString(tensor.splits()),
            Quantities.formatWhole((long) tensor.waves())
          };
      case ProductMapping product -> {
        TileMapping tiles = product.tiles();
        MappingPicture.Operands operands = MappingPicture.Operands.of(operator.operator());
        yield new String[] {
          name,
          size,
          step(tiles, shape).toString(),
          Quantities.formatWhole(tiles.steps()),
          tiles.weightsOutermost() ? "weights" : "activations",
          product.stationary().label(),
          units(product),
          times(tiles.weightReads(), operands.weightBytes()),
          times(tiles.activationReads(), operands.activationBytes())
        };
      }
    };
  }

  /** {@code 1x2x4}: units side by side along M, K and N. */
  static String units(ProductMapping product) {
    UnitGrid units = product.units();
    String sides = new Size(units.m(), units.k(), units.n()).toString();
    return units.repetitions() == 1 ? sides : sides + ", " + units.repetitions() + " parts";
  }

  private static String times(double bytes, double whole) {
    return bytes == 0 ? "on chip" : Quantities.formatNumber(bytes / whole) + "x";
  }
}
