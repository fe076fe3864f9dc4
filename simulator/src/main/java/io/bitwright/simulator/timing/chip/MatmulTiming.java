package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.mapping.MatmulTensors;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.mapping.TileMappings;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Times a matrix product on a chip.
 *
 * <p>The matrix units take as many cycles as their closed form says for the whole product; equal
 * steps share them. Sums of integers are brought back to scale by the vector unit, one
 * multiplication a result, and if K is longer than the accumulators hold, the product runs in parts
 * of K which the vector unit adds. Weights are stored packed, unused places of edge tiles are not
 * moved. On an input-stationary array all this is done with M and N, weights and activations in
 * each other's place.
 */
public final class MatmulTiming {
  private final Chip chip;
  private final MatrixUnits units;
  private final MatmulShape shape;
  private final MatmulTensors tensors;
  private final OperandPairChoice choice;
  private final long partsOfK;
  private final Map<Integer, Long> cyclesByBlockRows = new TreeMap<>();

  private MatmulTiming(Chip chip, MatmulOperator operator, MatmulTensors asWritten) {
    this.chip = chip;
    if (chip.matrixUnits().unit() instanceof InputStationaryArray array) {
      this.tensors = asWritten.turned();
      this.units = new MatrixUnits(array.exchanged(), chip.matrixUnits().count());
    } else {
      this.tensors = asWritten;
      this.units = chip.matrixUnits();
    }
    this.shape = tensors.shape();
    this.choice =
        OperandPairChoice.of(chip.spec().matrixUnit(), operator.weights(), operator.activations());
    this.partsOfK =
        choice.pair().filter(MatmulTiming::addsIntegers).isPresent()
            ? Math.ceilDiv(shape.k(), chip.spec().matrixUnit().longestSum())
            : 1;
  }

  private static MatmulTensors tensors(Chip chip, MatmulOperator operator, boolean alone) {
    MatmulShape shape = operator.shape();
    double activationBytes = bytes(operator.activations());
    double resultBytes = bytes(operator.results());
    return new MatmulTensors(
        shape,
        bytes(operator.weights()),
        activationBytes,
        resultBytes,
        !alone && chip.keeps((double) shape.m() * shape.k() * activationBytes),
        !alone && chip.keeps((double) shape.m() * shape.n() * resultBytes));
  }

  /**
   * Times a product.
   *
   * @param alone activations come from memory and results go there; otherwise they stay on the chip
   *     where {@link Chip#keeps} says so
   */
  public static OperatorTiming of(Chip chip, MatmulOperator operator, boolean alone) {
    return of(chip, operator, tensors(chip, operator, alone));
  }

  /** Times a product whose tensors lie where, and have the bytes that, they are said to. */
  static OperatorTiming of(Chip chip, MatmulOperator operator, MatmulTensors tensors) {
    return new MatmulTiming(chip, operator, tensors).time();
  }

  /** Whether a pair's sums are integers, exact and in need of a scale. */
  public static boolean addsIntegers(OperandPair pair) {
    return pair.weights().kind() == NumberFormat.Kind.INTEGER
        && pair.activations().kind() == NumberFormat.Kind.INTEGER;
  }

  private static double bytes(NumberFormat format) {
    return format.storageBits() / Byte.SIZE;
  }

  private OperatorTiming time() {
    List<Cut> cuts = new ArrayList<>();
    for (TileMapping mapping :
        TileMappings.candidates(
            tensors,
            chip.spec().buffers(),
            units.unit().tileRows(),
            Math.multiplyExact(units.unit().tileColumns(), units.count()),
            units.unit().blockRows())) {
      cuts.add(cut(mapping, units.withBlockRows(mapping.rowsPerStep())));
    }
    return chip.fastest(cuts, note());
  }

  private String note() {
    if (partsOfK == 1) {
      return choice.note();
    }
    String parts = "K runs in " + partsOfK + " parts: the accumulators hold no longer sum";
    return choice.note().isEmpty() ? parts : choice.note() + "; " + parts;
  }

  private Cut cut(TileMapping mapping, MatrixUnits ofMapping) {
    Optional<OperandPair> pair = choice.pair();
    long matrixCycles = pair.map(p -> matrixCycles(ofMapping, p)).orElse(0L);
    return new Cut(
        mapping.steps(),
        mapping.prologueBytes(),
        matrixCycles,
        chip.vectorCycles(vectorOperations()),
        traffic(mapping, ofMapping),
        Optional.of(tensors.isTurned() ? mapping.turned(tensors.shape().n()) : mapping));
  }

  /** Many mappings have the same rows in a pass, and then the same cycles. */
  private long matrixCycles(MatrixUnits ofMapping, OperandPair pair) {
    MatmulShape part = new MatmulShape(shape.m(), Math.ceilDiv(shape.k(), partsOfK), shape.n());
    return cyclesByBlockRows.computeIfAbsent(
        ofMapping.unit().blockRows(), _ -> ofMapping.cycles(part, partsOfK, pair));
  }

  private double vectorOperations() {
    double results = (double) shape.m() * shape.n();
    if (choice.pair().isEmpty()) {
      return results * shape.k();
    }
    boolean scaled = choice.pair().filter(MatmulTiming::addsIntegers).isPresent();
    double scaling = scaled ? VectorOperation.SCALE.lanesPerElement() : 0;
    return results * (scaling + partsOfK - 1);
  }

  private Traffic traffic(TileMapping mapping, MatrixUnits ofMapping) {
    double blocks = Math.ceilDiv(shape.m(), ofMapping.unit().blockRows());
    double tiles = Math.ceilDiv(shape.n(), ofMapping.unit().tileColumns());
    double results = tensors.allResultBytes();
    double weightWrites =
        tensors.weightsOnChip() ? tensors.allWeightBytes() : mapping.weightReads();
    double activationWrites =
        tensors.activationsOnChip() ? tensors.allActivationBytes() : mapping.activationReads();
    return new Traffic(
        mapping.weightReads() + mapping.activationReads(),
        mapping.resultWrites(),
        blocks * tensors.allWeightBytes() + tiles * tensors.allActivationBytes() + results,
        weightWrites + activationWrites + results);
  }
}
