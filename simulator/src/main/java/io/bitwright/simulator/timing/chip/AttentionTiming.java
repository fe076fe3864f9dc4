package io.bitwright.simulator.timing.chip;

import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.mapping.AttentionMapping;
import io.bitwright.simulator.mapping.OperandPairChoice;
import io.bitwright.simulator.timing.chip.Chip.Cut;
import io.bitwright.simulator.timing.matrix.MatrixUnit;
import io.bitwright.simulator.timing.memory.AccessPattern;
import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.simulator.workload.VectorOperation;
import io.bitwright.spec.accelerator.OperandPair;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Times attention with scores that never leave the chip.
 *
 * <p>Keys, and then values, are the stationary operand; the queries of all heads that share them
 * are the rows. All full blocks of queries are taken at their mean number of keys, rounded up. Keys
 * and values of a group are read once if they fit half of the weight buffer, and once for each
 * block of queries otherwise; those of this pass are written once. They lie in memory by sequence,
 * head, token and place in the head, so that the keys of a head are one run of bytes, as its values
 * are.
 */
public final class AttentionTiming {
  private final Chip chip;
  private final AttentionOperator operator;
  private final AttentionMapping mapping;
  private final OperandPairChoice choice;

  private AttentionTiming(Chip chip, AttentionOperator operator) {
    this.chip = chip;
    this.operator = operator;
    this.mapping = mapping(chip, operator);
    this.choice =
        OperandPairChoice.of(chip.spec().matrixUnit(), operator.format(), operator.format());
  }

  /** Times the whole of attention, or one part of it. */
  public static OperatorTiming of(Chip chip, AttentionOperator operator) {
    return operator.part().fused()
        ? new AttentionTiming(chip, operator).time()
        : new UnfusedAttentionTiming(chip, operator).time();
  }

  /**
   * Scores of all heads that a chip computes: in the whole of attention all keys that a block of
   * queries meets, in a part all keys for all queries, whatever the mask discards.
   */
  public static double scores(Chip chip, AttentionOperator operator) {
    return operator.queryHeads()
        * (operator.part().fused()
            ? mapping(chip, operator).scores()
            : (double) operator.newTokens() * operator.keys());
  }

  /** The blocks of queries a chip cuts an operator into. */
  public static AttentionMapping mapping(Chip chip, AttentionOperator operator) {
    MatrixUnit unit = chip.matrixUnits().unit();
    return AttentionMapping.of(operator, unit.tileRows(), unit.tileColumns(), unit.blockRows());
  }

  private OperatorTiming time() {
    long matrixCycles = choice.pair().map(this::matrixCycles).orElse(0L);
    double scores = operator.queryHeads() * mapping.scores();
    double vectorOperations = scores * VectorOperation.SOFTMAX.lanesPerElement();
    if (operator.addsToScores()) {
      vectorOperations += scores;
    }
    if (choice.pair().isEmpty()) {
      vectorOperations += operator.part().productsPerScore() * scores * operator.headDimension();
    }
    Traffic traffic = traffic();
    List<Cut> cuts = new ArrayList<>();
    for (long steps : stepCounts(traffic)) {
      cuts.add(new Cut(steps, 0, matrixCycles, chip.vectorCycles(vectorOperations), traffic));
    }
    return chip.fastest(cuts, choice.note());
  }

  private long matrixCycles(OperandPair pair) {
    long meanKeys = (long) Math.ceil(mapping.fullBlockKeys() / mapping.fullBlocks());
    long cycles = blockCycles(pair, mapping.blockTokens(), meanKeys, mapping.fullBlocks());
    if (mapping.lastTokens() > 0) {
      cycles += blockCycles(pair, mapping.lastTokens(), mapping.lastBlockKeys(), 1);
    }
    return cycles;
  }

  /**
   * Scores (rows x head dimension x keys), then values (rows x keys x head dimension). Backward,
   * scores and the gradients of the softmax are of the first shape, those of the queries of the
   * second, and those of keys and values are keys x rows x head dimension.
   */
  private long blockCycles(OperandPair pair, long tokens, long keys, long blocks) {
    long rows = tokens * operator.queriesPerKeyValueHead();
    int width = operator.headDimension();
    long repetitions = Math.multiplyExact(operator.groups(), blocks);
    long scores = chip.matrixUnits().cycles(new MatmulShape(rows, width, keys), repetitions, pair);
    long values = chip.matrixUnits().cycles(new MatmulShape(rows, keys, width), repetitions, pair);
    if (!isBackward()) {
      return scores + values;
    }
    MatmulShape ofKeys = new MatmulShape(keys, rows, width);
    return 2 * scores + values + 2 * chip.matrixUnits().cycles(ofKeys, repetitions, pair);
  }

  private boolean isBackward() {
    return operator.part() == AttentionPart.GRADIENTS;
  }

  /**
   * Forward, queries are read and results written; backward, queries, results and their gradients
   * are read, those of queries written, and those of keys and values, which have the bytes of
   * these, written as well.
   */
  private Traffic traffic() {
    double newBytes = operator.newKeyValueBytes();
    double queries = operator.queryBytes();
    boolean newOnChip = chip.keeps(newBytes / 2);
    double keyReads = offChipKeyReads(newOnChip) * operator.bytesPerKey() * operator.groups();
    double queryTraffic = chip.keeps(queries) ? 0 : queries;
    double read = isBackward() ? 3 : 1;
    boolean writesKeys = newOnChip && operator.cachesKeys();
    double bufferedKeys = operator.groups() * mapping.blockKeys() * operator.bytesPerKey();
    double table = operator.tableBytes();
    return new Traffic(
            keyReads + read * queryTraffic + table,
            (writesKeys || (isBackward() && !newOnChip) ? newBytes : 0) + queryTraffic,
            new BufferBytes(bufferedKeys + table, read * queries, queries),
            new BufferBytes(keyReads + newBytes + table, read * queries, queries))
        .reading(new AccessPattern(operator.runKeys() * operator.bytesPerKey() / 2));
  }

  /** Whether keys and values of a group stay on the chip for all blocks of its queries. */
  static boolean readsKeysOnce(Chip chip, AttentionOperator operator, AttentionMapping mapping) {
    double half = chip.spec().buffers().weights().bytes() / 2.0;
    return mapping.blocks() == 1 || operator.keys() * operator.bytesPerKey() <= half;
  }

  /** Keys of one group that are read from memory. */
  private double offChipKeyReads(boolean newOnChip) {
    boolean readOnce = readsKeysOnce(chip, operator, mapping);
    double fromChip = newOnChip ? operator.newKeys() : 0;
    return (readOnce ? operator.keys() : mapping.blockKeys()) - fromChip;
  }

  /** One step a block, doubled up to one a key, of those that the weight buffer allows. */
  private List<Long> stepCounts(Traffic traffic) {
    double half = chip.spec().buffers().weights().bytes() / 2.0;
    double fewest = Math.ceil(traffic.offChipRead() / half);
    long blocks = Math.multiplyExact(operator.groups(), mapping.blocks());
    return Chip.stepCounts(blocks, fewest, operator.groups() * mapping.blockKeys());
  }
}
