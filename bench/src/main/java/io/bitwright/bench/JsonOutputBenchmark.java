package io.bitwright.bench;

import io.bitwright.app.report.JsonOutput;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How long the JSON of a report of 1000 operators takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonOutputBenchmark {
  /** A line of a report. */
  private record Operator(String name, long cycles, double seconds) {}

  private final List<Operator> operators =
      IntStream.range(0, 1000).mapToObj(i -> new Operator("op " + i, i, i * 1.1e-7)).toList();

  @Benchmark
  public String thousandOperators() {
    return JsonOutput.render(operators);
  }
}
