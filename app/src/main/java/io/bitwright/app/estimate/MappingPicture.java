package io.bitwright.app.estimate;

import io.bitwright.app.chart.TilePicture;
import io.bitwright.simulator.estimate.ExecutedOperator;
import io.bitwright.simulator.estimate.OperatorShape;
import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/** How a product is cut, as a picture. */
final class MappingPicture {
  private MappingPicture() {}

  /**
   * Draws a product.
   *
   * @throws IllegalArgumentException if the operator has no mapping
   */
  static TilePicture of(ExecutedOperator operator) {
    Operands operands = Operands.of(operator.operator());
    if (!(operator.mapping().orElse(null) instanceof ProductMapping product)) {
      throw new IllegalArgumentException(operands.name() + " has no tiles in steps");
    }
    TileMapping mapping = product.tiles();
    OperatorShape shape = operator.shape();
    return TilePicture.of(
        "%s, %dx%dx%d, %s x %s"
            .formatted(
                operands.name(),
                shape.m(),
                shape.k(),
                shape.n(),
                operands.weights(),
                operands.activations()),
        "X %dx%d".formatted(shape.m(), shape.k()),
        "W %dx%d".formatted(shape.k(), shape.n()),
        "Y %dx%d".formatted(shape.m(), shape.n()),
        new TilePicture.Cuts(
            mapping.mParts(), mapping.kParts(), mapping.nParts(), mapping.weightsOutermost()),
        facts(product, shape, operands));
  }

  private static List<String> facts(
      ProductMapping product, OperatorShape shape, Operands operands) {
    TileMapping mapping = product.tiles();
    List<String> facts = new ArrayList<>();
    facts.add(
        "%s step%s of at most %dx%dx%d (M x K x N)"
            .formatted(
                Quantities.formatWhole(mapping.steps()),
                mapping.steps() == 1 ? "" : "s",
                Math.ceilDiv(shape.m(), mapping.mParts()),
                Math.ceilDiv(shape.k(), mapping.kParts()),
                Math.ceilDiv(shape.n(), mapping.nParts())));
    String loops =
        mapping.weightsOutermost()
            ? "N in %d, in it M in %d".formatted(mapping.nParts(), mapping.mParts())
            : "M in %d, in it N in %d".formatted(mapping.mParts(), mapping.nParts());
    facts.add("loops: " + loops + ", innermost K in " + mapping.kParts());
    facts.add(
        "stationary in the units: "
            + product.stationary().label()
            + "; units along M x K x N: "
            + MappingReport.units(product));
    facts.add("weights read: " + read(mapping.weightReads(), operands.weightBytes()));
    facts.add("activations read: " + read(mapping.activationReads(), operands.activationBytes()));
    facts.add("results written: " + bytes(mapping.resultWrites()));
    return facts;
  }

  /**
   * What a product reads.
   *
   * @param weightBytes bytes of all weights
   * @param activationBytes bytes of all activations
   */
  record Operands(
      String name,
      NumberFormat weights,
      NumberFormat activations,
      double weightBytes,
      double activationBytes) {

    static Operands of(Operator operator) {
      return switch (operator) {
        case MatmulOperator matmul -> {
          MatmulShape shape = matmul.shape();
          yield new Operands(
              matmul.name(),
              matmul.weights(),
              matmul.activations(),
              (double) shape.k() * shape.n() * matmul.weights().storageBits() / Byte.SIZE,
              (double) shape.m() * shape.k() * matmul.activations().storageBits() / Byte.SIZE);
        }
        case ConvolutionOperator convolution -> {
          int groups = convolution.shape().groups();
          yield new Operands(
              convolution.name() + (groups > 1 ? ", one of " + groups + " groups" : ""),
              convolution.weights(),
              convolution.activations(),
              convolution.weightBytes() / groups,
              convolution.inputBytes() / groups);
        }
        default -> throw new IllegalArgumentException(operator.name() + " has no mapping");
      };
    }
  }

  private static String read(double bytes, double whole) {
    return bytes == 0
        ? bytes(0)
        : "%s, each %s".formatted(bytes(bytes), Quantities.formatNumber(bytes / whole) + "x");
  }

  private static String bytes(double bytes) {
    return bytes == 0 ? "none, they stay on the chip" : Quantities.formatBytes(bytes);
  }
}
