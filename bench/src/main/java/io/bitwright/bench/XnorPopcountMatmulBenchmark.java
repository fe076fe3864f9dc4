package io.bitwright.bench;

import io.bitwright.golden.kernel.BinaryMatrix;
import io.bitwright.golden.kernel.XnorPopcountMatmul;
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

/** Golden products of packed signs and 1024 x 1024 signs: 2^21 operations a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class XnorPopcountMatmulBenchmark {
  private static final int SIZE = 1024;

  @Param({"1", "16", "1024"})
  public int rows;

  private BinaryMatrix activations = BinaryMatrix.of(new byte[][] {{1}});
  private XnorPopcountMatmul matmul = new XnorPopcountMatmul(activations);

  @Setup
  public void draw() {
    Random random = new Random(1);
    activations = signs(rows, random);
    matmul = new XnorPopcountMatmul(signs(SIZE, random));
  }

  private static BinaryMatrix signs(int rows, Random random) {
    byte[][] signs = new byte[rows][SIZE];
    for (byte[] row : signs) {
      for (int k = 0; k < SIZE; k++) {
        row[k] = (byte) (2 * random.nextInt(2) - 1);
      }
    }
    return BinaryMatrix.of(signs);
  }

  @Benchmark
  public int[][] product() {
    return matmul.multiply(activations);
  }
}
