package io.bitwright.simulator.scalesim;

import io.bitwright.spec.scalesim.ScaleSimMemory;
import io.bitwright.spec.scalesim.ScaleSimMemory.Buffer;
import io.bitwright.spec.workload.MatmulShape;

/**
 * The DRAM side of SCALE-Sim in its USER mode, where each tensor lies in the active half of its
 * SRAM: all operands are fetched before the array starts, in requests as wide as the interface, and
 * the results are written after it ends. Padding of the last fold to the whole array is fetched as
 * well. Found from 48 runs of SCALE-Sim v3.0.0 (commit 1d62b68), all of which it gives exactly.
 *
 * <p>A tensor that is larger is fetched again in parts, and the array may stall; that is not
 * modelled.
 *
 * @param ifmapWords activations as they are fetched, with padding
 * @param filterWords weights as they are fetched, with padding
 * @param ofmapWords results as they are written
 */
record ScaleSimPrefetch(long ifmapWords, long filterWords, long ofmapWords) {

  /**
   * The tensors of a product.
   *
   * @param ofmapWords words that the array writes, all of its folds
   */
  static ScaleSimPrefetch of(ScaleSimFolds folds, MatmulShape shape, long ofmapWords) {
    long alongRows = Math.multiplyExact(folds.rowFolds(), (long) folds.array().rows());
    long alongColumns = Math.multiplyExact(folds.columnFolds(), (long) folds.array().columns());
    return switch (folds.array().dataflow()) {
      case WEIGHT_STATIONARY ->
          new ScaleSimPrefetch(
              Math.multiplyExact(alongRows, shape.m()),
              Math.multiplyExact(alongColumns, shape.k()),
              ofmapWords);
      case OUTPUT_STATIONARY ->
          new ScaleSimPrefetch(
              Math.multiplyExact(alongRows, shape.k()),
              Math.multiplyExact(alongColumns, shape.k()),
              ofmapWords);
      case INPUT_STATIONARY ->
          new ScaleSimPrefetch(
              Math.multiplyExact(alongColumns, shape.k()),
              Math.multiplyExact(alongRows, shape.n()),
              ofmapWords);
    };
  }

  /** Whether each tensor lies in the active half of its SRAM. */
  boolean fits(ScaleSimMemory memory) {
    return ifmapWords <= memory.ifmap().activeWords()
        && filterWords <= memory.filter().activeWords()
        && ofmapWords <= memory.ofmap().activeWords();
  }

  /** Words on the DRAM interfaces; reads come in whole requests. */
  ScaleSimTraffic traffic(ScaleSimMemory memory) {
    return new ScaleSimTraffic(
        requests(ifmapWords, memory.ifmap()) * memory.ifmap().wordsPerCycle(),
        requests(filterWords, memory.filter()) * memory.filter().wordsPerCycle(),
        ofmapWords);
  }

  /** Cycles before the array starts and after it ends. */
  long cycles(ScaleSimMemory memory) {
    long fetch =
        Math.max(requests(ifmapWords, memory.ifmap()), requests(filterWords, memory.filter()));
    return fetch + requests(ofmapWords, memory.ofmap()) - 1;
  }

  private static long requests(long words, Buffer buffer) {
    return Math.ceilDiv(words, buffer.wordsPerCycle());
  }
}
