package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.mapping.AttentionMapping;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.OperatorKind;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Times one part of attention that hands on its scores.
 *
 * <p>The scores of all heads are one tensor: it stays on the chip where {@link Chip#keeps} says so,
 * and otherwise each part writes it to memory and the next reads it back. All keys are computed for
 * all queries, those that a mask discards included. Keys and values are moved as in the whole of
 * attention, each by the product that needs it: once if they fit half of the weight buffer, and
 * once for each block of queries otherwise. So the parts move what the whole moves and the scores
 * beside it.
 */
final class UnfusedAttentionTiming {
  private final Chip chip;
  private final AttentionOperator operator;
  private final AttentionMapping mapping;
  private final OperandPairChoice choice;

  UnfusedAttentionTiming(Chip chip, AttentionOperator operator) {
    this.chip = chip;
    this.operator = operator;
    this.mapping = AttentionTiming.mapping(chip, operator);
    this.choice =
        OperandPairChoice.of(chip.spec().matrixUnit(), operator.format(), operator.format());
  }

  OperatorTiming time() {
    return switch (operator.part()) {
      case BIAS -> VectorTiming.of(chip, vector(VectorOperation.ADD));
      case SOFTMAX -> VectorTiming.of(chip, vector(VectorOperation.SOFTMAX));
      case SCORES, VALUES -> product();
      case WHOLE, GRADIENTS ->
          throw new IllegalArgumentException("the whole of attention is no part");
    };
  }

  private VectorOperator vector(VectorOperation operation) {
    return new VectorOperator(
        operator.name(),
        OperatorKind.ATTENTION,
        operation,
        Math.round(scores()),
        operator.format(),
        1,
        scoreBytes(),
        scoreBytes(),
        0);
  }

  private double scores() {
    return AttentionTiming.scores(chip, operator);
  }

  private double scoreBytes() {
    return scores() * operator.format().storageBits() / Byte.SIZE;
  }

  private OperatorTiming product() {
    long matrixCycles = choice.pair().map(this::matrixCycles).orElse(0L);
    double vectorOperations = choice.pair().isEmpty() ? scores() * operator.headDimension() : 0;
    long vectorCycles = chip.vectorCycles(vectorOperations);
    double half = chip.spec().buffers().weights().bytes() / 2.0;
    double activationHalf = chip.spec().buffers().activations().bytes() / 2.0;
    double resultHalf = chip.spec().buffers().results().bytes() / 2.0;
    Traffic traffic = traffic();
    double fewest =
        Math.max(
            keyReads() / half,
            Math.max(
                (traffic.offChipRead() - keyReads()) / activationHalf,
                traffic.offChipWrite() / resultHalf));
    long blocks = Math.multiplyExact(operator.groups(), mapping.blocks());
    List<Cut> cuts = new ArrayList<>();
    double most = operator.groups() * keysOfBlocks();
    for (long steps : Chip.stepCounts(blocks, Math.ceil(fewest), most)) {
      cuts.add(new Cut(steps, 0, matrixCycles, vectorCycles, traffic));
    }
    return chip.fastest(cuts, choice.note());
  }

  private long matrixCycles(OperandPair pair) {
    long rows = Math.multiplyExact(operator.newTokens(), operator.queriesPerKeyValueHead());
    int width = operator.headDimension();
    MatmulShape shape =
        operator.part() == AttentionPart.SCORES
            ? new MatmulShape(rows, width, operator.keys())
            : new MatmulShape(rows, operator.keys(), width);
    return chip.matrixUnits().cycles(shape, operator.groups(), pair);
  }

  /** Keys that all blocks of one group meet, summed. */
  private double keysOfBlocks() {
    return (double) mapping.blocks() * operator.keys();
  }

  /** Bytes of the keys, or of the values, that come from memory. */
  private double keyReads() {
    boolean once = AttentionTiming.readsKeysOnce(chip, operator, mapping);
    double fromChip = newOnChip() ? operator.newKeys() : 0;
    double keys = (once ? operator.keys() : keysOfBlocks()) - fromChip;
    return keys * operator.groups() * operator.bytesPerKey() / 2;
  }

  private boolean newOnChip() {
    return chip.keeps(operator.newKeyValueBytes() / 2);
  }

  /** Queries in and scores out, or scores in and results out. */
  private Traffic traffic() {
    double newBytes = operator.newKeyValueBytes() / 2;
    double keys = keyReads();
    double table = operator.tableBytes();
    double queries = operator.queryBytes();
    double scores = scoreBytes();
    boolean first = operator.part() == AttentionPart.SCORES;
    double inputs = first ? queries : scores;
    double results = first ? scores : queries;
    double bufferedKeys = operator.groups() * keysOfBlocks() * operator.bytesPerKey() / 2;
    return new Traffic(
        keys + table + (chip.keeps(inputs) ? 0 : inputs),
        (newOnChip() && operator.cachesKeys() ? newBytes : 0) + (chip.keeps(results) ? 0 : results),
        new BufferBytes(bufferedKeys + table, inputs, results),
        new BufferBytes(keys + table + newBytes, inputs, results));
  }
}
