package io.bitwright.simulator.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import java.util.List;

/**
 * Forward passes of one model that differ in their context alone, which grows from pass to pass by
 * the same number of tokens.
 *
 * @param first the stacks of the first pass
 * @param passes how many passes there are, at least 1
 * @param stride tokens by which the context of the last stack grows from one pass to the next
 * @param times how often the series runs; a fraction where it is the mean over chances
 */
public record PassSeries(
    ModelConfig model, List<StackPass> first, long passes, long stride, double times) {
  /** Most passes of one series. */
  public static final long MOST_PASSES = 1 << 20;

  /**
   * Checks that there are passes.
   *
   * @throws SpecException if there are more than {@link #MOST_PASSES}
   */
  public PassSeries {
    first = List.copyOf(first);
    if (passes < 1) {
      throw new IllegalArgumentException("a series has at least 1 pass, got " + passes);
    }
    if (passes > MOST_PASSES) {
      throw new SpecException(
          "the prompt would take " + passes + " passes; allowed: at most " + MOST_PASSES);
    }
  }

  /** A single pass. */
  static PassSeries single(ModelConfig model, List<StackPass> pass) {
    return new PassSeries(model, pass, 1, 0, 1);
  }

  /** The stacks of a pass, counted from 0. */
  public List<StackPass> pass(long index) {
    return first.stream().map(pass -> pass.last() ? pass.after(index * stride) : pass).toList();
  }

  /** The stacks of the last pass, which has the longest context. */
  public List<StackPass> lastPass() {
    return pass(passes - 1);
  }

  /** One of the passes alone. */
  public PassSeries only(long index) {
    return new PassSeries(model, pass(index), 1, 0, times);
  }

  /** {@link StackPass#length} of one of the first stacks, summed over all passes. */
  public double lengths(StackPass pass) {
    return lengths(pass, passes);
  }

  private double lengths(StackPass pass, long count) {
    double grown = pass.last() ? stride * (count * (count - 1.0) / 2) : 0;
    return (double) count * pass.length() + grown;
  }

  /**
   * {@link StackPass#reachedLength} of one of the first stacks, summed over all passes: those that
   * the window holds whole, and the window for each of the others. It is that of layers with a
   * window, where there is one.
   */
  public double reachedLengths(StackPass pass) {
    long reach = KeyValueCache.reach(pass.stack().attention());
    long growth = pass.last() ? stride : 0;
    long whole;
    if (pass.length() > reach) {
      whole = 0;
    } else {
      whole = growth == 0 ? passes : Math.min(passes, (reach - pass.length()) / growth + 1);
    }
    return lengths(pass, whole) + (double) (passes - whole) * reach;
  }

  /** The same with more before the names of all operators. */
  PassSeries named(String before) {
    List<StackPass> named = first.stream().map(pass -> pass.named(before)).toList();
    return new PassSeries(model, named, passes, stride, times);
  }
}
