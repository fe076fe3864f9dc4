package io.bitwright.bench;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.MatmulOperands;
import io.bitwright.testbench.cosim.MatmulRun;
import io.bitwright.testbench.cosim.OperandPattern;
import io.bitwright.testbench.cosim.StreamStalls;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.StreamRun;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatedModel;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Clock cycles a second that a weight-stationary array is co-simulated at, driven in-process from
 * Java and by a C++ program of the same RTL, harness, beats and compiler flags.
 *
 * <p>Seconds are CPU seconds of the simulating thread, so that other load does not count; the best
 * of several rounds, which take turns. Arguments: rows, columns, weights (16, 16, int8).
 */
public final class CosimSpeed {
  private static final int ROUNDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private CosimSpeed() {}

  /** Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 16;
    int columns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
    NumberFormat weights =
        arguments.length > 2
            ? NumberFormat.valueOf(arguments[2].toUpperCase(Locale.ROOT))
            : NumberFormat.INT8;
    measure(rows, columns, weights);
  }

  /** Cycles and the CPU seconds they took. */
  private record Speed(long cycles, double seconds) {
    double cyclesPerSecond() {
      return cycles / seconds;
    }

    static Speed better(Speed a, Speed b) {
      return a.cyclesPerSecond() > b.cyclesPerSecond() ? a : b;
    }
  }

  private static void measure(int rows, int columns, NumberFormat weights) throws IOException {
    int k = 16 * rows;
    WeightStationaryArraySpec spec = WeightStationaryArraySpec.of(rows, columns, weights, 1024, k);
    MatmulShape shape = new MatmulShape(4096, k, 16L * columns);
    MatmulOperands operands = OperandPattern.RANDOM.operands(shape, weights, new Random(1));
    GeneratedDesign design = new RtlGenerator().generate(spec);
    VerilatorBuild verilator = new VerilatorBuild(BuildCache.ofUser());
    BuildOptions options = BuildOptions.forLongRuns();
    VerilatedLibrary library = verilator.build(design, options);
    Path program = verilator.buildProgram(design, options, mainText());
    Path file = Files.createTempFile("stimulus", ".bin");
    Speed cpp = new Speed(0, 1);
    Speed driven = new Speed(0, 1);
    Speed whole = new Speed(0, 1);
    try (Arena arena = Arena.ofConfined()) {
      Supplier<StreamRun> product =
          () ->
              new MatmulRun(spec, library.harness(), operands, StreamStalls.none())
                  .asStreams(Long.MAX_VALUE);
      Stimulus stimulus = new Stimulus(library.harness(), product.get(), arena);
      stimulus.write(file);
      for (int round = 0; round < ROUNDS; round++) {
        cpp = Speed.better(cpp, inCpp(program, file));
        driven = Speed.better(driven, inJava(library, stimulus.asStreams(Long.MAX_VALUE)));
        whole = Speed.better(whole, inJava(library, product.get()));
      }
    } finally {
      Files.delete(file);
    }
    print(spec, shape, cpp, driven, whole);
  }

  private static void print(
      WeightStationaryArraySpec spec, MatmulShape shape, Speed cpp, Speed driven, Speed whole) {
    System.out.printf(
        "%d x %d, %s weights, product %s: %d cycles, best of %d rounds%n",
        spec.rows(), spec.columns(), spec.weights(), shape, whole.cycles(), ROUNDS);
    print("C++ alone, beats in memory", cpp, cpp);
    print("Java in-process, beats in memory", driven, cpp);
    print("Java in-process, beats made and results read", whole, cpp);
    if (cpp.cycles() != driven.cycles() || cpp.cycles() != whole.cycles()) {
      throw new IllegalStateException("the three took different numbers of cycles");
    }
  }

  private static void print(String what, Speed speed, Speed reference) {
    System.out.printf(
        "%-46s %7.3f M cycles/s   ratio %.3f%n",
        what, speed.cyclesPerSecond() / 1e6, speed.cyclesPerSecond() / reference.cyclesPerSecond());
  }

  private static Speed inJava(VerilatedLibrary library, StreamRun run) {
    try (VerilatedModel model = VerilatedModel.load(library, 1)) {
      long start = cpuNanoseconds();
      long cycles = model.run(run).cycles();
      return new Speed(cycles, (cpuNanoseconds() - start) / 1e9);
    }
  }

  private static long cpuNanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Speed inCpp(Path program, Path stimulus) {
    ToolRun run =
        ToolRun.of(List.of(program.toString(), stimulus.toString()), Path.of("."), LIMIT)
            .orThrow("running the C++ bench");
    String[] figures = run.output().strip().split(" ", -1);
    return new Speed(Long.parseLong(figures[0]), Double.parseDouble(figures[1]));
  }

  private static String mainText() throws IOException {
    try (InputStream in = CosimSpeed.class.getResourceAsStream("stream_bench_main.cpp")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
