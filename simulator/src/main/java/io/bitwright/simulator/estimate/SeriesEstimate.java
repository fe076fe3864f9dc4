package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.ConvolutionOperator;
import io.bitwright.simulator.workload.MatmulOperator;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.Operator;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.simulator.workload.TransformerGraph;
import io.bitwright.simulator.workload.VectorOperator;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a series of passes costs: exactly the sum of its passes, each estimated alone. An operator
 * that is the same in the first pass and in the last is the same in all, and timed once; attention,
 * and products with distances, are timed once for each context.
 *
 * @param operators lines of all passes together, in the order of their first run; the series'
 *     {@link PassSeries#times} left out
 */
public record SeriesEstimate(PassSeries series, List<OperatorEstimate> operators) {
  public SeriesEstimate {
    operators = List.copyOf(operators);
  }

  static SeriesEstimate of(Machine machine, PassSeries series, ModelFormats formats) {
    return of(machine, series, formats, UnaryOperator.identity());
  }

  /**
   * The same of a chip that does some operators in another way than its model says.
   *
   * @param change what it does instead; it leaves contexts, and what depends on them, as they are
   * @throws SpecException if the passes take more cycles than can be counted
   */
  public static SeriesEstimate of(
      Machine machine, PassSeries series, ModelFormats formats, UnaryOperator<Operator> change) {
    Map<Operator, Long> first = counted(machine, series, series.first(), formats, change);
    List<Operator> last =
        series.passes() == 1
            ? List.copyOf(first.keySet())
            : List.copyOf(counted(machine, series, series.lastPass(), formats, change).keySet());
    if (first.size() != last.size()) {
      throw new IllegalStateException("the passes of a series have different operators");
    }
    List<OperatorEstimate> lines = new ArrayList<>();
    try {
      first.forEach((operator, count) -> {
        long graphs = lines.isEmpty() ? 1 : 0;
        lines.add(line(machine, series, operator, last.get(lines.size()), count, graphs));
      });
    } catch (ArithmeticException overflow) {
      throw new SpecException("the passes take more than 2^63 cycles", overflow);
    }
    return new SeriesEstimate(series, lines);
  }

  private static Map<Operator, Long> counted(
      Machine machine,
      PassSeries series,
      List<StackPass> pass,
      ModelFormats formats,
      UnaryOperator<Operator> change) {
    Map<Operator, Long> counts = new LinkedHashMap<>();
    machine
        .counted(TransformerGraph.ofDistinctLayers(series.model(), pass, formats))
        .forEach((operator, count) -> counts.merge(change.apply(operator), count, Long::sum));
    return counts;
  }

  private static OperatorEstimate line(
      Machine machine, PassSeries series, Operator first, Operator last, long count, long graphs) {
    long passes = series.passes();
    if (first.equals(last)) {
      return machine.line(first, Math.multiplyExact(count, passes), graphs * passes);
    }
    if (!grown(first, series.stride() * (passes - 1)).equals(last)) {
      throw new IllegalStateException(first.name() + " does not grow with the context");
    }
    OperatorSum sum = new OperatorSum(machine.line(first, count, graphs));
    for (long pass = 0; pass < passes; pass++) {
      sum.add(machine.line(grown(first, pass * series.stride()), count, graphs), 1);
    }
    return sum.line();
  }

  /** An operator that depends on the context, with so many more tokens cached. */
  private static Operator grown(Operator operator, long tokens) {
    return switch (operator) {
      case AttentionOperator attention -> attention.after(tokens);
      case MatmulOperator product -> {
        MatmulShape shape = product.shape();
        yield product.with(new MatmulShape(shape.m(), shape.k(), shape.n() + tokens));
      }
      case ConvolutionOperator convolution -> convolution;
      case VectorOperator vector -> vector;
    };
  }
}
