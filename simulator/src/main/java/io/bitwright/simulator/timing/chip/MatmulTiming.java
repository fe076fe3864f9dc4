package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.mapping.MatmulTensors;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.mapping.ProductMapping;
import io.bitwright.simulator.mapping.ProductMapping.Stationary;
import io.bitwright.simulator.mapping.TileMapping;
import io.bitwright.simulator.mapping.TileMappings;
import io.bitwright.simulator.mapping.UnitGrid;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.matrix.InputStationaryArray;
import io.bitwright.simulator.timing.matrix.MatrixUnits;
import io.bitwright.simulator.timing.matrix.MatrixUnits.Dealt;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.spec.accelerator.MatrixUnitKind;
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
 * multiplication a result, and if K is longer than the accumulators hold, or several units share
 * it, the product runs in parts of K which the vector unit adds. Weights are stored packed, unused
 * places of edge tiles are not moved. On an input-stationary array all this is done with M and N,
 * weights and activations in each other's place; units whose operands are exchangeable do what is
 * faster.
 */
public final class MatmulTiming {
  /** A product on the vector unit. */
  private static final Dealt ON_NO_UNIT = new Dealt(new UnitGrid(1, 1, 1, 1), 0);

  private final Chip chip;
  private final MatrixUnits units;
  private final MatmulShape shape;
  private final MatmulTensors tensors;
  private final OperandPairChoice choice;
  private final long partsOfK;
  private final Map<Integer, Dealt> dealtByBlockRows = new TreeMap<>();

  private MatmulTiming(
      Chip chip, MatrixUnits units, MatmulTensors tensors, OperandPairChoice choice) {
    this.chip = chip;
    this.units = units;
    this.tensors = tensors;
    this.shape = tensors.shape();
    this.choice = choice;
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
        operator.weightBytes(),
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
    Cuts cuts =
        chip.sharedCuts()
            .of(operator, alone, () -> cuts(chip, operator, tensors(chip, operator, alone)).kept());
    return chip.fastestOf(cuts.all(), cuts.note());
  }

  /** Times a product whose tensors lie where, and have the bytes that, they are said to. */
  static OperatorTiming of(Chip chip, MatmulOperator operator, MatmulTensors tensors) {
    Cuts cuts = cuts(chip, operator, tensors);
    return chip.fastest(cuts.all(), cuts.note());
  }

  /** All ways to run a product, and what to tell of it. */
  record Cuts(List<Cut> all, String note) {

    /** Those that are worth their traffic. */
    Cuts kept() {
      return new Cuts(Chip.worthTheirTraffic(all), note);
    }
  }

  /** The ways to run a product whose tensors lie where they are said to. */
  static Cuts cuts(Chip chip, MatmulOperator operator, MatmulTensors asWritten) {
    OperandPairChoice choice =
        OperandPairChoice.of(chip.spec().matrixUnit(), operator.weights(), operator.activations());
    MatrixUnits units = chip.matrixUnits();
    MatmulTensors tensors = asWritten;
    if (units.unit() instanceof InputStationaryArray array) {
      units = units.with(array.exchanged());
      tensors = tensors.turned();
    }
    MatmulTiming timing = new MatmulTiming(chip, units, tensors, choice);
    List<Cut> cuts = new ArrayList<>(timing.cuts());
    if (canExchange(chip, choice)) {
      MatmulTiming turned = new MatmulTiming(chip, units, tensors.turned(), choice);
      if (turned.isPossible()) {
        cuts.addAll(turned.cuts());
      }
    }
    return new Cuts(cuts, timing.note());
  }

  /** Whether the units can take weights for activations and the other way round. */
  private static boolean canExchange(Chip chip, OperandPairChoice choice) {
    return chip.spec().matrixUnit().exchangeable()
        && choice.pair().filter(pair -> pair.weights() == pair.activations()).isPresent();
  }

  /** Whether a pair's sums are integers, exact and in need of a scale. */
  public static boolean addsIntegers(OperandPair pair) {
    return pair.weights().kind() == NumberFormat.Kind.INTEGER
        && pair.activations().kind() == NumberFormat.Kind.INTEGER;
  }

  private static double bytes(NumberFormat format) {
    return format.storageBits() / Byte.SIZE;
  }

  private boolean isPossible() {
    return TileMappings.areThere(
        tensors,
        chip.spec().buffers(),
        units.unit().tileRows(),
        passColumns(),
        units.unit().blockRows());
  }

  private List<Cut> cuts() {
    List<Cut> cuts = new ArrayList<>();
    for (TileMapping mapping :
        TileMappings.candidates(
            tensors,
            chip.spec().buffers(),
            units.unit().tileRows(),
            passColumns(),
            units.unit().blockRows())) {
      cuts.add(cut(mapping, units.withBlockRows(mapping.rowsPerStep())));
    }
    return cuts;
  }

  /** Columns of N that a pass of all units side by side covers. */
  private int passColumns() {
    return Math.multiplyExact(units.unit().tileColumns(), units.count());
  }

  private String note() {
    if (partsOfK == 1) {
      return choice.note();
    }
    String parts = "K runs in " + partsOfK + " parts: the accumulators hold no longer sum";
    return choice.note().isEmpty() ? parts : choice.note() + "; " + parts;
  }

  private Cut cut(TileMapping mapping, MatrixUnits ofMapping) {
    Dealt dealt = choice.pair().map(pair -> deal(ofMapping, pair)).orElse(ON_NO_UNIT);
    return new Cut(
        mapping.steps(),
        mapping.prologueBytes(),
        dealt.cycles(),
        vectorCycles(dealt.grid().k()),
        traffic(mapping, ofMapping),
        Optional.of(
            tensors.isTurned()
                ? new ProductMapping(mapping.turned(shape.n()), dealt.grid().turned(), stationary())
                : new ProductMapping(mapping, dealt.grid(), stationary())));
  }

  private Stationary stationary() {
    if (chip.spec().matrixUnit().kind() == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY) {
      return Stationary.RESULTS;
    }
    return tensors.isTurned() ? Stationary.ACTIVATIONS : Stationary.WEIGHTS;
  }

  /** Many mappings have the same rows in a pass, and then the same cycles. */
  private Dealt deal(MatrixUnits ofMapping, OperandPair pair) {
    MatmulShape part = new MatmulShape(shape.m(), Math.ceilDiv(shape.k(), partsOfK), shape.n());
    return dealtByBlockRows.computeIfAbsent(
        ofMapping.unit().blockRows(),
        _ -> ofMapping.deal(part, partsOfK, pair, this::vectorCycles));
  }

  /** Cycles of the vector unit where the matrix units share K in so many ways. */
  private long vectorCycles(int waysOfK) {
    double results = (double) shape.m() * shape.n();
    if (choice.pair().isEmpty()) {
      return chip.vectorCycles(results * shape.k());
    }
    boolean scaled = choice.pair().filter(MatmulTiming::addsIntegers).isPresent();
    double scaling = scaled ? VectorOperation.SCALE.lanesPerElement() : 0;
    return chip.vectorCycles(results * (scaling + (double) partsOfK * waysOfK - 1));
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
        new BufferBytes(
            blocks * tensors.allWeightBytes(), tiles * tensors.allActivationBytes(), results),
        new BufferBytes(weightWrites, activationWrites, results));
  }
}
