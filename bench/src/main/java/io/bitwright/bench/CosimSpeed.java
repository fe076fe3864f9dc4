package io.bitwright.bench;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clock cycles a second that a weight-stationary array is co-simulated at, driven in-process from
 * Java and by a C++ program of the same RTL, harness, beats and compiler flags.
 *
 * <p>Seconds are CPU seconds of the simulating thread, so that waiting for a core does not count.
 * The three ways take turns in several rounds; a speed is the median round's, a ratio the median of
 * the rounds' ratios, so that a machine which is faster in one round than in another does not count
 * either. Arguments: rows, columns, weights (16, 16, int8).
 */
public final class CosimSpeed {
  private static final int ROUNDS = 9;
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
  }

  private static void measure(int rows, int columns, NumberFormat weights) throws IOException {
    final int tiles = 16;
    WeightStationaryArrayModel spec =
        WeightStationaryArrayModel.of(rows, columns, weights, 1024, tiles * rows);
    MatmulShape shape = new MatmulShape(2048, (long) tiles * rows, (long) tiles * columns);
    MatmulOperands operands = OperandPattern.RANDOM.operands(shape, weights, new Random(1));
    GeneratedDesign design = new RtlGenerator().generate(spec);
    VerilatorBuild verilator = new VerilatorBuild(BuildCache.ofUser());
    VerilatedLibrary library = verilator.build(design, BuildOptions.forLongRuns());
    Path program = verilator.buildProgram(design, BuildOptions.forLongRuns(), mainText());
    Supplier<StreamRun> product =
        () ->
            new MatmulRun(spec, library.harness(), operands, StreamStalls.none())
                .asStreams(Long.MAX_VALUE);
    List<Speed> cpp = new ArrayList<>();
    List<Speed> driven = new ArrayList<>();
    List<Speed> whole = new ArrayList<>();
    Path file = Files.createTempFile("stimulus", ".bin");
    try (Arena arena = Arena.ofConfined()) {
      Stimulus stimulus = new Stimulus(library.harness(), product.get(), arena);
      stimulus.write(file);
      for (int round = 0; round < ROUNDS; round++) {
        cpp.add(inCpp(program, file));
        driven.add(inJava(library, stimulus.asStreams(Long.MAX_VALUE)));
        whole.add(inJava(library, product.get()));
      }
    } finally {
      Files.delete(file);
    }
    print(spec, shape, cpp, driven, whole);
  }

  private static void print(
      WeightStationaryArrayModel spec,
      MatmulShape shape,
      List<Speed> cpp,
      List<Speed> driven,
      List<Speed> whole) {
    List<Long> cycles =
        Stream.of(cpp, driven, whole).flatMap(List::stream).map(Speed::cycles).distinct().toList();
    if (cycles.size() != 1) {
      throw new IllegalStateException("the runs took different numbers of cycles: " + cycles);
    }
    System.out.printf(
        "%d x %d, %s weights, product %s: %d cycles, median of %d rounds%n",
        spec.rows(), spec.columns(), spec.weights(), shape, cycles.getFirst(), ROUNDS);
    print("C++ alone, beats in memory", cpp, cpp);
    print("Java in-process, beats in memory", driven, cpp);
    print("Java in-process, beats made and results read", whole, cpp);
  }

  private static void print(String what, List<Speed> speeds, List<Speed> references) {
    double speed = median(speeds.stream().mapToDouble(Speed::cyclesPerSecond));
    double ratio =
        median(
            IntStream.range(0, ROUNDS)
                .mapToDouble(round ->
                    speeds.get(round).cyclesPerSecond() / references.get(round).cyclesPerSecond()));
    System.out.printf("%-46s %7.3f M cycles/s   ratio %.3f%n", what, speed / 1e6, ratio);
  }

  private static double median(DoubleStream values) {
    return values.sorted().toArray()[ROUNDS / 2];
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
