package io.bitwright.spec.accelerator;

import static io.bitwright.spec.accelerator.AcceleratorText.RIGHT;
import static io.bitwright.spec.accelerator.AcceleratorText.read;
import static io.bitwright.spec.accelerator.AcceleratorText.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong descriptions: a piece of the right one, what stands in its place, the whole message. */
class AcceleratorRefusalsTest {
  private static final String MATRIX_KEYS =
      "kind, count, rows, columns, operands, accumulator-rows, longest-sum, accumulator-width,"
          + " exchangeable, sustained";
  private static final String FREQUENCY =
      "write a frequency such as 200 MHz (allowed: Hz, kHz, MHz, GHz)";
  private static final String SIZE =
      "write a size such as 32 KiB (allowed: B, kB, MB, GB, TB, KiB, MiB, GiB, TiB)";
  private static final String FORMATS =
      "binary, ternary, int4, int8, int16, int32, fp8, bf16, fp16, fp32";
  private static final String OPERANDS =
      "write a list of 1 to 16 items, each with the keys weights, activations, rate";
  private static final String PAIR = "    - {weights: ternary, activations: int8, rate: 1}";
  private static final String GENERABLE_PAIRS =
      "my.yaml:11: matrix-unit.operands: a generable accelerator has exactly one pair, of weights x"
          + " activations: binary x int8, ternary x int8, int8 x int8";

  static Stream<Arguments> wrongKeys() {
    return Stream.of(
        arguments(
            "  rows: 16",
            "  rowz: 16",
            "my.yaml:9: matrix-unit.rowz: unknown key; allowed: "
                + MATRIX_KEYS
                + "; did you mean \"rows\"?"),
        arguments(
            "  lanes: 16",
            "  lanes: 16\n  width: 8",
            "my.yaml:17: vector-unit.width: unknown key; allowed: lanes"),
        arguments(
            "clock:",
            "klock:",
            "my.yaml:5: klock: unknown key; allowed: name, description, source, technology, clock, matrix-unit, vector-unit, buffers, memory, power, energy, gpu, generable; did you mean \"clock\"?"),
        arguments(
            "rate: 1}",
            "speed: 1}",
            "my.yaml:12: matrix-unit.operands[0].speed: unknown key; allowed: weights, activations, rate"),
        arguments(
            "clock: 200 MHz\n", "", "my.yaml:1: clock: missing; write a frequency such as 200 MHz"),
        arguments(
            "clock: 200 MHz",
            "clock:",
            "my.yaml:5: clock: has no value; write a frequency such as 200 MHz"),
        arguments(
            "  rows: 16\n",
            "",
            "my.yaml:7: matrix-unit.rows: missing; write a whole number from 1 to 1024"),
        arguments(
            "weights: ternary, ",
            "",
            "my.yaml:12: matrix-unit.operands[0].weights: missing; write one of " + FORMATS),
        arguments(
            "vector-unit:\n  lanes: 16\n",
            "",
            "my.yaml:1: vector-unit: missing; write the keys lanes"));
  }

  static Stream<Arguments> wrongKeysOfLaterParts() {
    return Stream.of(
        arguments(
            "vector-unit:\n  lanes: 16\n",
            "vector-unit: 16\n",
            "my.yaml:15: vector-unit: is a single value; write the keys lanes"),
        arguments(
            PAIR,
            "    weights: ternary",
            "my.yaml:12: matrix-unit.operands: is a mapping of keys; " + OPERANDS),
        arguments("\n" + PAIR, " []", "my.yaml:11: matrix-unit.operands: has 0 items; " + OPERANDS),
        arguments(
            PAIR,
            "    - ternary",
            "my.yaml:12: matrix-unit.operands[0]: is a single value; " + OPERANDS));
  }

  static Stream<Arguments> wrongQuantities() {
    return Stream.of(
        arguments("200 MHz", "200", "my.yaml:5: clock: \"200\" has no unit; " + FREQUENCY),
        arguments(
            "200 MHz",
            "200 mhz",
            "my.yaml:5: clock: \"200 mhz\" is in mhz, which is not a unit of frequency here; "
                + FREQUENCY),
        arguments(
            "200 MHz",
            "0 MHz",
            "my.yaml:5: clock: \"0 MHz\" is out of range; a frequency is above 0 Hz and at most 1000 GHz"),
        arguments(
            "200 MHz",
            "[200 MHz]",
            "my.yaml:5: clock: is a list; write a frequency such as 200 MHz"),
        arguments("64 B", "64", "my.yaml:18: buffers.weights: \"64\" has no unit; " + SIZE),
        arguments(
            "64 B",
            "-64 B",
            "my.yaml:18: buffers.weights: \"-64 B\" is out of range; a size is at least 0 B and at most 1000000 TB"),
        arguments(
            "7 nm",
            "7",
            "my.yaml:4: technology: \"7\" has no unit; write a process node such as 7 nm (allowed: nm)"),
        arguments(
            "7 nm",
            "0 nm",
            "my.yaml:4: technology: \"0 nm\" is out of range; a process node is above 0 nm and at most 1000 nm"),
        arguments(
            "250 mW",
            "250 mV",
            "my.yaml:27: power.idle: \"250 mV\" is in mV, which is not a unit of power here; write a power such as 170 W (allowed: uW, mW, W, kW)"),
        arguments(
            "rows: 16\n",
            "rows: sixteen\n",
            "my.yaml:9: matrix-unit.rows: \"sixteen\" is not a whole number; write a whole number from 1 to 1024"));
  }

  static Stream<Arguments> wrongNumbers() {
    return Stream.of(
        arguments(
            "rows: 16\n",
            "rows: 16.5\n",
            "my.yaml:9: matrix-unit.rows: \"16.5\" is not a whole number; write a whole number from 1 to 1024"),
        arguments(
            "rows: 16\n",
            "rows: '16'\n",
            "my.yaml:9: matrix-unit.rows: \"16\" is text in quotes; write a whole number from 1 to 1024 without quotes"),
        arguments(
            "rows: 16\n",
            "rows: 0\n",
            "my.yaml:9: matrix-unit.rows: \"0\" is out of range; write a whole number from 1 to 1024"),
        arguments(
            "rows: 16\n",
            "rows: 1025\n",
            "my.yaml:9: matrix-unit.rows: \"1025\" is out of range; write a whole number from 1 to 1024"),
        arguments(
            "accumulator-rows: 64",
            "accumulator-rows: 5000",
            "my.yaml:13: matrix-unit.accumulator-rows: \"5000\" is out of range; write a whole number from 1 to 4096"),
        arguments(
            "longest-sum: 4096",
            "longest-sum: 1048577",
            "my.yaml:14: matrix-unit.longest-sum: \"1048577\" is out of range; write a whole number from 1 to 1048576"),
        arguments(
            "weight_stationary_array",
            "systolic",
            "my.yaml:7: matrix-unit.kind: unknown kind of matrix unit \"systolic\"; allowed: weight_stationary_array, input_stationary_array, output_stationary_array, tensor_core"),
        arguments(
            "ternary",
            "ternery",
            "my.yaml:12: matrix-unit.operands[0].weights: unknown number format \"ternery\"; allowed: "
                + FORMATS
                + "; did you mean \"ternary\"?"));
  }

  static Stream<Arguments> wrongWords() {
    return Stream.of(
        arguments(
            "rate: 1}",
            "rate: 0}",
            "my.yaml:12: matrix-unit.operands[0].rate: \"0\" is out of range; write a number above 0 and at most 4"),
        arguments(
            "rate: 1}",
            "rate: .nan}",
            "my.yaml:12: matrix-unit.operands[0].rate: \".nan\" is not a number; write a number above 0 and at most 4"),
        arguments(
            "generable: true",
            "generable: yes",
            "my.yaml:28: generable: \"yes\" is neither; write true or false"),
        arguments(
            "name: mine",
            "name: My Chip",
            "my.yaml:1: name: \"My Chip\" is not a name; write lower-case letters, digits and dashes, at most 64"),
        arguments(
            "one line",
            "|\n  two\n  lines",
            "my.yaml:2: description: is empty, too long or of several lines; write one line of text, at most 1000 characters"));
  }

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        arguments(
            "longest-sum: 4096",
            "longest-sum: 15",
            "my.yaml:14: matrix-unit.longest-sum: 15 is less than the 16 rows that one pass sums; write a whole number from 16 to 1048576"),
        arguments(
            "longest-sum: 4096",
            "longest-sum: 4096\n  accumulator-width: 20",
            "my.yaml:15: matrix-unit.accumulator-width: 20 bits cannot hold a sum of 4096 ternary x int8 products; write at least 21, or leave the key out"),
        arguments(
            "64 B",
            "63 B",
            "my.yaml:18: buffers.weights: 63 B cannot hold two tiles (one is filled while the other is used) of 16 rows x 8 columns x 2 bits; write at least 64 B"),
        arguments(
            "2 KiB",
            "1 KiB",
            "my.yaml:19: buffers.activations: 1024 B cannot hold two tiles (one is filled while the other is used) of 64 accumulator-rows x 16 rows x 8 bits; write at least 2048 B"),
        arguments(
            "4 KiB",
            "2687 B",
            "my.yaml:20: buffers.results: 2687 B cannot hold two tiles (one is filled while the other is used) of 64 accumulator-rows x 8 columns x 21 bits; write at least 2688 B"),
        arguments(
            "2 GiB",
            "0 GiB",
            "my.yaml:23: memory.capacity: is 0 B; a model's weights must fit into it"),
        arguments(
            "100 ns",
            "100 s",
            "my.yaml:25: memory.latency: 100 s is out of range; write at most 1 ms"),
        arguments(
            PAIR,
            PAIR + "\n" + PAIR,
            "my.yaml:13: matrix-unit.operands[1]: the pair ternary x int8 stands here again"),
        arguments(PAIR, PAIR + "\n    - {weights: binary, activations: int8}", GENERABLE_PAIRS),
        arguments("activations: int8", "activations: int4", GENERABLE_PAIRS));
  }

  static Stream<Arguments> brokenRulesOfGenerableParts() {
    return Stream.of(
        arguments(
            "ternary, activations: int8",
            "int4, activations: int8",
            "my.yaml:18: buffers.weights: 64 B cannot hold two tiles (one is filled while the other is used) of 16 rows x 8 columns x 4 bits; write at least 128 B"),
        arguments(
            "rate: 1}",
            "rate: 0.5}",
            "my.yaml:12: matrix-unit.operands[0].rate: is 0.5; each element of a generable accelerator does 1 a cycle"));
  }

  @ParameterizedTest
  @MethodSource({
    "wrongKeys",
    "wrongKeysOfLaterParts",
    "wrongQuantities",
    "wrongNumbers",
    "wrongWords",
    "brokenRules",
    "brokenRulesOfGenerableParts"
  })
  void aWrongDescriptionIsRefusedWithFileLineKeyAndWhatIsAllowed(
      String piece, String replacement, String message) {
    assertThatThrownBy(() -> read(with(piece, replacement)))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }

  @Test
  void aGenerableArrayHasAtMost128RowsAndColumns() {
    String wide =
        with("rows: 16\n  columns: 8", "rows: 129\n  columns: 8")
            .replace("64 B", "1 MiB")
            .replace("2 KiB", "1 MiB")
            .replace("4 KiB", "1 MiB");

    assertThatThrownBy(() -> read(wide))
        .hasMessage(
            "my.yaml:9: matrix-unit.rows: 129 is out of range of a generable accelerator; write a"
                + " whole number from 1 to 128");
    assertThatThrownBy(
            () -> read(wide.replace("rows: 129\n  columns: 8", "rows: 8\n  columns: 129")))
        .hasMessage(
            "my.yaml:10: matrix-unit.columns: 129 is out of range of a generable accelerator; write"
                + " a whole number from 1 to 128");
  }

  @Test
  void aGenerableAcceleratorKeepsItsOperandsInTheirPlaces() {
    assertThatThrownBy(() -> read(with("  count: 1", "  count: 1\n  exchangeable: true")))
        .hasMessage(
            "my.yaml:9: matrix-unit.exchangeable: is true; a generable accelerator has false");
    assertThatThrownBy(() -> read(with("  count: 1", "  count: 1\n  sustained: 0.5")))
        .hasMessage(
            "my.yaml:9: matrix-unit.sustained: is 0.5; a generable accelerator has 1, its cycles are"
                + " those of its RTL");
    assertThatThrownBy(() -> read(with("  count: 1", "  count: 1\n  sustained: 1.5")))
        .hasMessageStartingWith("my.yaml:9: matrix-unit.sustained: ");
    assertThatThrownBy(() -> read(with("  count: 1", "  count: 1\n  exchangeable: either")))
        .hasMessageStartingWith("my.yaml:9: matrix-unit.exchangeable: ");
  }

  @Test
  void aGenerableAcceleratorHasOneMatrixUnit() {
    String two =
        with("count: 1", "count: 2")
            .replace("64 B", "128 B")
            .replace("2 KiB", "4 KiB")
            .replace("results: 4 KiB", "results: 8 KiB");

    assertThatThrownBy(() -> read(two))
        .hasMessage("my.yaml:8: matrix-unit.count: is 2; a generable accelerator has 1");
  }

  @Test
  void everyUnitHasItsTwoTiles() {
    assertThatThrownBy(() -> read(with("count: 1", "count: 2")))
        .hasMessage(
            "my.yaml:18: buffers.weights: 64 B cannot hold two tiles (one is filled while the other"
                + " is used) for each of 2 units, of 16 rows x 8 columns x 2 bits; write at least"
                + " 128 B");
  }

  @Test
  void aGenerableAcceleratorSumsIn32Bits() {
    String wide =
        with("longest-sum: 4096", "longest-sum: 131072")
            .replace("ternary", "int8")
            .replace("64 B", "256 B")
            .replace("results: 4 KiB", "results: 8 KiB");

    assertThatThrownBy(() -> read(wide))
        .hasMessage(
            "my.yaml:6: matrix-unit.accumulator-width: is 33 bits (for a longest-sum of 131072); a"
                + " generable accelerator has at most 32");
  }

  @Test
  void floatingPointPairsAreSummedInAtLeast32Bits() {
    String narrow =
        with("longest-sum: 4096", "longest-sum: 4096\n  accumulator-width: 31")
            .replace("weights: ternary, activations: int8", "weights: bf16, activations: bf16");

    assertThatThrownBy(() -> read(narrow))
        .hasMessage(
            "my.yaml:15: matrix-unit.accumulator-width: 31 bits cannot hold a sum of 4096 bf16 x"
                + " bf16 products; write at least 32, or leave the key out");
  }

  @Test
  void sizesAreThoseOfTheDataflow() {
    String output = with("weight_stationary_array", "output_stationary_array");
    assertThatThrownBy(() -> read(output))
        .hasMessage(
            "my.yaml:13: matrix-unit.accumulator-rows: is 64; an output-stationary array keeps one"
                + " sum in each element, write its rows, 16");
    String right = output.replace("accumulator-rows: 64", "accumulator-rows: 16");
    assertThat(read(right).matrixUnit())
        .returns(16, MatrixUnitSpec::passRows)
        .returns(1, MatrixUnitSpec::passTerms)
        .returns(8, MatrixUnitSpec::passColumns);
    assertThat(read(right.replace("longest-sum: 4096", "longest-sum: 15")).matrixUnit())
        .returns(15, MatrixUnitSpec::longestSum);

    String input = with("weight_stationary_array", "input_stationary_array");
    assertThatThrownBy(() -> read(input))
        .hasMessage(
            "my.yaml:18: buffers.weights: 64 B cannot hold two tiles (one is filled while the other"
                + " is used) of 16 rows x 64 accumulator-rows x 2 bits; write at least 512 B");
    assertThat(read(input.replace("weights: 64 B", "weights: 512 B")).matrixUnit())
        .returns(8, MatrixUnitSpec::passRows)
        .returns(16, MatrixUnitSpec::passTerms)
        .returns(64, MatrixUnitSpec::passColumns);
  }

  @Test
  void anAcceleratorThatWasNotReadFromAFileIsCheckedToo() {
    MatrixUnitSpec right = read(RIGHT).matrixUnit();
    OperandPair pair = right.operandPairs().getFirst();

    AcceleratorRules.check(read(RIGHT));
    assertRefused(0, List.of(pair), "rows: 0 is out of range; write a whole number from 1 to 1024");
    assertRefused(16, List.of(), "operands: is empty; a matrix unit multiplies at least one pair");
    assertRefused(
        16,
        List.of(new OperandPair(pair.weights(), pair.activations(), Double.NaN)),
        "operands[0].rate: NaN is out of range; a rate is above 0 and at most 4");
  }

  private static void assertRefused(int rows, List<OperandPair> pairs, String message) {
    AcceleratorSpec right = read(RIGHT);
    MatrixUnitSpec unit =
        new MatrixUnitSpec(right.matrixUnit().kind(), 1, rows, 8, pairs, 64, 4096, 21);
    AcceleratorSpec wrong = right.with(unit);

    assertThatThrownBy(() -> AcceleratorRules.check(wrong))
        .isInstanceOf(SpecException.class)
        .hasMessage("mine: matrix-unit." + message);
  }
}
