package io.bitwright.testbench.vectors;

import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.MatmulCase;
import io.bitwright.testbench.cosim.MatmulOperands;
import io.bitwright.testbench.cosim.StreamStalls;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.cosim.WeightStationaryArrayCosim;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What is in each element of a small weight-stationary array in each cycle of a product, read from
 * the registers of its RTL under Verilator. Values and cycles are held against golden and
 * simulator.
 *
 * @param side elements of the array in each direction, and terms and outputs of the product
 * @param activations X, row by row: rows of M, columns of K
 * @param weights W, row by row: rows of K, columns of N
 * @param simulatedCycles cycles that the simulator predicts; the RTL took as many
 * @param cycles the product's, from its first beat to its last result
 */
public record SystolicRecording(
    int side,
    List<List<Long>> activations,
    List<List<Long>> weights,
    long simulatedCycles,
    List<Cycle> cycles) {
  private static final int SIDE = 4;
  private static final long SEED = 7;

  /** Activations from -9 to 9 take one digit. */
  private static final int LARGEST_ACTIVATION = 9;

  /**
   * An element during a cycle.
   *
   * @param weight that it multiplies by
   * @param activation that it multiplies
   * @param sum that it gave to the element below in this cycle, of the cycle before
   * @param multiplies whether the activation is of the product
   * @param gives whether the sum is of the product
   */
  public record Element(
      long weight, long activation, long sum, boolean multiplies, boolean gives) {}

  /**
   * An activation on its way to the first element of its row; lower rows wait longer.
   *
   * @param row of the array
   * @param steps cycles until that element has it, from 1
   * @param activation the value
   */
  public record Waiting(int row, int steps, long activation) {}

  /**
   * A cycle.
   *
   * @param elements row by row
   * @param waiting activations that came in and have not reached their row's first element
   * @param loaded weights of the tile's row that came in; empty if none did
   * @param entered activations of the row of M that came in; empty if none did
   * @param result sums of the row of M that left; empty if none did
   */
  public record Cycle(
      List<List<Element>> elements,
      List<Waiting> waiting,
      List<Long> loaded,
      List<Long> entered,
      List<Long> result) {}

  /**
   * Builds the array and records a product of random operands: int8 activations, ternary weights.
   *
   * @throws IllegalStateException if the RTL does not give what golden and simulator say
   */
  public static SystolicRecording of(VerilatorBuild verilator) {
    WeightStationaryArrayModel unit =
        WeightStationaryArrayModel.of(SIDE, SIDE, NumberFormat.TERNARY, SIDE, SIDE);
    Random random = new Random(SEED);
    byte[][] activations = matrix(random, LARGEST_ACTIVATION);
    byte[][] outputs = matrix(random, 1);
    MatmulCase product =
        WeightStationaryArrayCosim.product(
            unit,
            new MatmulOperands(activations, new IntegerWeights(NumberFormat.TERNARY, outputs)),
            "random",
            StreamStalls.none());
    UnitUnderTest rtl =
        UnitUnderTest.build(unit, verilator, BuildOptions.forTests().withWaveforms());
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      String file = "array.vcd";
      CosimResult result =
          rtl.runBackToBack(List.of(product), Optional.of(folder.path().resolve(file))).getFirst();
      if (!result.agrees()) {
        throw new IllegalStateException(result.title() + ": " + result.disagreement());
      }
      Waveform waveform = new Waveform(unit.interfaceOf());
      List<Cycle> cycles =
          ValueChanges.cyclesInside(folder.read(file), UnitInterface.CLOCK).stream()
              .limit(result.rtlCycles())
              .map(waveform::cycle)
              .toList();
      return new SystolicRecording(
          SIDE,
          numbers(activations),
          numbers(transposed(outputs)),
          result.simulatedCycles(),
          cycles);
    }
  }

  private static byte[][] matrix(Random random, int largest) {
    byte[][] matrix = new byte[SIDE][SIDE];
    for (byte[] row : matrix) {
      for (int column = 0; column < SIDE; column++) {
        row[column] = (byte) random.nextInt(-largest, largest + 1);
      }
    }
    return matrix;
  }

  private static byte[][] transposed(byte[][] matrix) {
    byte[][] transposed = new byte[SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        transposed[column][row] = matrix[row][column];
      }
    }
    return transposed;
  }

  private static List<List<Long>> numbers(byte[][] matrix) {
    List<List<Long>> rows = new ArrayList<>();
    for (byte[] row : matrix) {
      List<Long> numbers = new ArrayList<>();
      for (byte value : row) {
        numbers.add((long) value);
      }
      rows.add(List.copyOf(numbers));
    }
    return List.copyOf(rows);
  }

  /** Reads the signals of docs/units/weight_stationary_array.md's RTL. */
  private record Waveform(UnitInterface ports) {

    Cycle cycle(Map<String, String> signals) {
      List<List<Element>> elements = new ArrayList<>();
      for (int row = 0; row < SIDE; row++) {
        List<Element> line = new ArrayList<>();
        for (int column = 0; column < SIDE; column++) {
          line.add(element(signals, row, column));
        }
        elements.add(List.copyOf(line));
      }
      return new Cycle(
          List.copyOf(elements),
          waiting(signals),
          beat(signals, "weight", "weight_data_i"),
          beat(signals, "activation", "activation_data_i"),
          beat(signals, "result", "result_data_o"));
    }

    /** Which beats are of the product: bit s - 1 is of the beat at step s. */
    private static BigInteger valid(Map<String, String> signals) {
      return new BigInteger(digits(signals, "valid_q"), 2);
    }

    /** Element (r, c) multiplies at step 1 + r + c. */
    private static Element element(Map<String, String> signals, int row, int column) {
      String place = "[%d][%d]".formatted(row, column);
      BigInteger valid = valid(signals);
      return new Element(
          signed(digits(signals, "active" + place)),
          signed(digits(signals, "moving" + place)),
          signed(digits(signals, "sum" + place)),
          valid.testBit(row + column),
          valid.testBit(row + column + 1));
    }

    /** Row r waits at places 1 to r; the beat at place p is at step p. */
    private static List<Waiting> waiting(Map<String, String> signals) {
      List<Waiting> waiting = new ArrayList<>();
      for (int row = 1; row < SIDE; row++) {
        for (int place = 1; place <= row; place++) {
          if (valid(signals).testBit(place - 1)) {
            String skew = digits(signals, "skew[%d][%d]".formatted(place, row));
            waiting.add(new Waiting(row, row - place + 1, signed(skew)));
          }
        }
      }
      return List.copyOf(waiting);
    }

    /** The elements of the beat that moves in this cycle; the first is in the lowest bits. */
    private List<Long> beat(Map<String, String> signals, String stream, String field) {
      StreamPort port = ports.stream(stream);
      if (!digits(signals, port.validSignal()).equals("1")
          || !digits(signals, port.readySignal()).equals("1")) {
        return List.of();
      }
      String digits = digits(signals, field);
      int width = digits.length() / SIDE;
      List<Long> elements = new ArrayList<>();
      for (int element = 0; element < SIDE; element++) {
        int end = digits.length() - element * width;
        elements.add(signed(digits.substring(end - width, end)));
      }
      return List.copyOf(elements);
    }

    private static String digits(Map<String, String> signals, String name) {
      String digits = signals.get(name);
      if (digits == null) {
        throw new IllegalStateException(
            "the waveform has no signal %s, but %s"
                .formatted(name, Arrays.toString(signals.keySet().stream().sorted().toArray())));
      }
      return digits;
    }

    /** A two's complement. */
    private static long signed(String digits) {
      BigInteger value = new BigInteger(digits, 2);
      return (digits.charAt(0) == '1'
              ? value.subtract(BigInteger.ONE.shiftLeft(digits.length()))
              : value)
          .longValueExact();
    }
  }
}
