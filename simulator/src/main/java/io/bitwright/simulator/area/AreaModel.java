package io.bitwright.simulator.area;

import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.part.FpgaFamily;
import io.bitwright.spec.part.FpgaPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an accelerator takes of an FPGA part, in closed form: docs/area.md. Logic is a weighted sum
 * of terms counted from the RTL, with weights fitted to arrays that were synthesised; memory and
 * multiplier blocks follow from sizes. The vector unit, the memory controller and the control of
 * the buffers are not in it.
 *
 * <p>Immutable; an estimate costs less than a microsecond.
 */
public final class AreaModel {
  private final Map<ArrayGroup, FittedGroup> groups;

  private AreaModel(Map<ArrayGroup, FittedGroup> groups) {
    this.groups = groups;
  }

  /** Fitted on first use. */
  private static final class Shipped {
    static final AreaModel MODEL = fittedTo(SynthesisRecord.shipped());
  }

  /** The model fitted to the record that ships. */
  public static AreaModel shipped() {
    return Shipped.MODEL;
  }

  /** The model fitted to a record; of it count the lines of whole arrays that have figures. */
  static AreaModel fittedTo(SynthesisRecord record) {
    Map<ArrayGroup, FittedGroup> groups = new LinkedHashMap<>();
    List<PlacedPiece> pieces = PlacedPiece.of(record);
    ArraySample.groups(record)
        .forEach((group, samples) ->
            FittedGroup.of(samples, PlacedPiece.clock(pieces, group))
                .ifPresent(fitted -> groups.put(group, fitted)));
    return new AreaModel(groups);
  }

  /** The groups that have a model, in the order of the record. */
  Map<ArrayGroup, FittedGroup> groups() {
    return groups;
  }

  /**
   * What the matrix units and the buffers of an accelerator take of a part. Elements multiply as
   * they are generated: binary and ternary weights are added; wider ones take multiplier blocks if
   * the part has enough for all elements of all units, else look-up tables.
   *
   * @throws SpecException if there is no model of such arrays on the part's family, naming those
   *     there are: a kind without RTL, several pairs of formats, or none that was synthesised
   */
  public AreaEstimate of(AcceleratorSpec accelerator, FpgaPart part) {
    MatrixUnitSpec unit = accelerator.matrixUnit();
    if (unit.kind() == MatrixUnitKind.TENSOR_CORE) {
      throw new SpecException(
          "there is no area model of "
              + accelerator.name()
              + ": no RTL is generated of a "
              + unit.kind().label());
    }
    List<OperandPair> pairs = unit.operandPairs();
    if (pairs.size() != 1 || pairs.getFirst().multiplyAccumulatesPerElement() != 1) {
      throw new SpecException(
          "there is no area model of "
              + accelerator.name()
              + ": an array that is generated has one"
              + " pair of formats, one multiply-accumulate a cycle and element");
    }
    ArrayDesign array = ArrayDesign.of(unit, pairs.getFirst(), multiplier(unit, part));
    FittedGroup fitted = groups.get(ArrayGroup.of(array, part.family()));
    if (fitted == null) {
      throw noModel(array, part.family());
    }
    AccumulatorMemory accumulators = AccumulatorMemory.of(array, part.family());
    BufferMemory memory =
        BufferMemory.of(
            accelerator.buffers(), (long) unit.count() * accumulators.blockRams(), part);
    return estimate(array, part.family(), fitted, unit.count(), memory);
  }

  /**
   * What one array takes that is generated from a unit's settings, without buffers; empty if it is
   * no array or one without a model.
   *
   * @throws SpecException if a setting is no {@code key=value}
   */
  public Optional<AreaEstimate> of(Configuration configuration) {
    FpgaFamily family = configuration.target().family();
    return ArrayDesign.of(configuration)
        .flatMap(array ->
            Optional.ofNullable(groups.get(ArrayGroup.of(array, family)))
                .map(fitted -> {
                  long blocks = AccumulatorMemory.of(array, family).blockRams();
                  return estimate(array, family, fitted, 1, new BufferMemory(blocks, 0));
                }));
  }

  private static AreaEstimate estimate(
      ArrayDesign array, FpgaFamily family, FittedGroup fitted, long count, BufferMemory memory) {
    ArrayTerms terms = ArrayTerms.of(array, family);
    return new AreaEstimate(
        Math.round(count * fitted.luts().of(terms.luts())),
        count * AccumulatorMemory.of(array, family).luts(),
        Math.round(count * fitted.flipFlops().of(terms.flipFlops())),
        count * array.elements() * fitted.dspBlocksPerElement(),
        memory.blockRams(),
        memory.ultraRams(),
        fitted.clock().map(clock -> clock.fmaxHertz(array)),
        fitted.errors());
  }

  private ElementMultiplier multiplier(MatrixUnitSpec unit, FpgaPart part) {
    OperandPair pair = unit.operandPairs().getFirst();
    if (ElementMultiplier.addsOnly(pair.weights())) {
      return ElementMultiplier.ADDER;
    }
    FittedGroup onBlocks =
        groups.get(
            new ArrayGroup(
                unit.kind(),
                pair.weights(),
                pair.activations(),
                ElementMultiplier.DSP,
                part.family()));
    long elements = (long) unit.count() * unit.rows() * unit.columns();
    return onBlocks != null && elements * onBlocks.dspBlocksPerElement() <= part.dspBlocks()
        ? ElementMultiplier.DSP
        : ElementMultiplier.LUT;
  }

  private SpecException noModel(ArrayDesign array, FpgaFamily family) {
    String known =
        groups.keySet().stream()
            .filter(group -> group.family() == family)
            .map(AreaModel::title)
            .collect(Collectors.joining(", "));
    return new SpecException(
        "there is no area model of "
            + title(ArrayGroup.of(array, family))
            + " on "
            + family.label()
            + "; there are: "
            + (known.isEmpty() ? "none" : known));
  }

  private static String title(ArrayGroup group) {
    return "%s %s x %s (%s)"
        .formatted(
            group.kind().label(), group.weights(), group.activations(), group.multiplier().label());
  }
}
