package io.bitwright.bench;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.GoldenIntegerMatmul;
import io.bitwright.golden.kernel.PreparedWeights;
import io.bitwright.spec.format.NumberFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Golden products of int8 activations and 1024 x 1024 weights: 2^21 operations a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IntegerMatmulBenchmark {
  private static final int SIZE = 1024;

  @Param({"1", "16", "1024"})
  public int rows;

  @Param({"BINARY", "TERNARY", "INT8"})
  public NumberFormat format = NumberFormat.BINARY;

  private final GoldenIntegerMatmul matmul = new GoldenIntegerMatmul();
  private byte[][] activations = new byte[0][];
  private IntegerWeights weights = new IntegerWeights(NumberFormat.INT8, new byte[1][1]);
  private PreparedWeights prepared = matmul.prepare(weights);

  @Setup
  public void draw() {
    Random random = new Random(1);
    activations = new byte[rows][SIZE];
    for (byte[] row : activations) {
      random.nextBytes(row);
    }
    byte[][] values = new byte[SIZE][SIZE];
    for (byte[] row : values) {
      for (int k = 0; k < SIZE; k++) {
        row[k] = weight(random);
      }
    }
    weights = new IntegerWeights(format, values);
    prepared = matmul.prepare(weights);
  }

  private byte weight(Random random) {
    return (byte)
        switch (format) {
          case BINARY -> 2 * random.nextInt(2) - 1;
          case TERNARY -> random.nextInt(3) - 1;
          default -> random.nextInt(256) - 128;
        };
  }

  @Benchmark
  public int[][] productOfPreparedWeights() {
    return prepared.multiply(activations);
  }

  @Benchmark
  public int[][] productAlone() {
    return matmul.multiply(activations, weights);
  }
}
