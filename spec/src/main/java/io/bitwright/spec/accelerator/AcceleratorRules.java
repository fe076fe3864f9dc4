package io.bitwright.spec.accelerator;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.dram.DramRules;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** What must hold of an accelerator beyond the types of its fields. */
public final class AcceleratorRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final List<String> GENERABLE_PAIRS =
      List.of(BINARY + " x " + INT8, TERNARY + " x " + INT8, INT8 + " x " + INT8);

  private final AcceleratorSpec spec;
  private final List<Problem> problems = new ArrayList<>();

  private AcceleratorRules(AcceleratorSpec spec) {
    this.spec = spec;
  }

  /**
   * One rule that does not hold.
   *
   * @param key path of the key in the description: {@code matrix-unit.rows}
   * @param message what is wrong and what is allowed
   */
  record Problem(String key, String message) {}

  /**
   * Checks an accelerator that was not read from a file, such as a point of a design space.
   *
   * @throws SpecException naming the first key whose rule does not hold
   */
  public static void check(AcceleratorSpec spec) {
    firstProblem(spec)
        .ifPresent(problem -> {
          throw new SpecException(problem.message()).at(spec.name() + ": " + problem.key());
        });
  }

  static Optional<Problem> firstProblem(AcceleratorSpec spec) {
    AcceleratorRules rules = new AcceleratorRules(spec);
    rules.checkName();
    rules.checkSizes();
    rules.checkOperands();
    // The rules below multiply the sizes and need the operands.
    if (rules.problems.isEmpty()) {
      rules.checkAccumulators();
      rules.checkBuffers();
      rules.checkMemory();
      rules.checkGpu();
      rules.checkGenerable();
    }
    return rules.problems.stream().findFirst();
  }

  private void checkName() {
    if (!NAME.matcher(spec.name()).matches()) {
      String allowed = " is not a name; write lower-case letters, digits and dashes, at most 64";
      refuse("name", QuotedText.of(spec.name()) + allowed);
    }
  }

  private void checkSizes() {
    MatrixUnitSpec unit = spec.matrixUnit();
    inRange("matrix-unit.count", unit.count(), AcceleratorLimits.UNITS);
    inRange("matrix-unit.rows", unit.rows(), AcceleratorLimits.ROWS);
    inRange("matrix-unit.columns", unit.columns(), AcceleratorLimits.COLUMNS);
    inRange(
        "matrix-unit.accumulator-rows", unit.accumulatorRows(), AcceleratorLimits.ACCUMULATOR_ROWS);
    inRange("matrix-unit.longest-sum", unit.longestSum(), AcceleratorLimits.LONGEST_SUM);
    inRange(
        "matrix-unit.accumulator-width",
        unit.accumulatorWidth(),
        AcceleratorLimits.ACCUMULATOR_WIDTH);
    inRange("vector-unit.lanes", spec.vectorUnit().lanes(), AcceleratorLimits.LANES);
  }

  private void checkOperands() {
    List<OperandPair> pairs = spec.matrixUnit().operandPairs();
    if (pairs.isEmpty()) {
      refuse("matrix-unit.operands", "is empty; a matrix unit multiplies at least one pair");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      String key = "matrix-unit.operands[" + i + "]";
      double rate = pairs.get(i).multiplyAccumulatesPerElement();
      if (!(rate > 0 && rate <= AcceleratorLimits.RATE)) {
        refuse(key + ".rate", rate + " is out of range; a rate is above 0 and at most 4");
      }
      if (!seen.add(words(pairs.get(i)))) {
        refuse(key, "the pair " + words(pairs.get(i)) + " stands here again");
      }
    }
  }

  private void checkAccumulators() {
    MatrixUnitSpec unit = spec.matrixUnit();
    boolean sumsStay = unit.kind() == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
    if (sumsStay && unit.accumulatorRows() != unit.rows()) {
      String one = "; an output-stationary array keeps one sum in each element, write its rows, ";
      refuse("matrix-unit.accumulator-rows", "is " + unit.accumulatorRows() + one + unit.rows());
    }
    if (unit.longestSum() < unit.passTerms()) {
      String rows = " is less than the " + unit.rows() + " rows that one pass sums; write ";
      IntegerRange range = new IntegerRange(unit.rows(), AcceleratorLimits.LONGEST_SUM.most());
      refuse("matrix-unit.longest-sum", unit.longestSum() + rows + range.expectation());
    }
    for (OperandPair pair : unit.operandPairs()) {
      int needed = WidthRule.accumulatorBits(pair.weights(), pair.activations(), unit.longestSum());
      if (unit.accumulatorWidth() < needed) {
        String sum = " bits cannot hold a sum of " + unit.longestSum() + " " + words(pair);
        String least = " products; write at least " + needed + ", or leave the key out";
        refuse("matrix-unit.accumulator-width", unit.accumulatorWidth() + sum + least);
      }
    }
  }

  private void checkBuffers() {
    MatrixUnitSpec unit = spec.matrixUnit();
    double weightBits = widest(pair -> pair.weights().storageBits());
    double activationBits = widest(pair -> pair.activations().storageBits());
    String rows = unit.rows() + " rows";
    String columns = unit.columns() + " columns";
    String accumulatorRows = unit.accumulatorRows() + " accumulator-rows";
    boolean inputsStay = unit.kind() == MatrixUnitKind.INPUT_STATIONARY_ARRAY;
    boolean sumsStay = unit.kind() == MatrixUnitKind.OUTPUT_STATIONARY_ARRAY;
    String m = inputsStay ? columns : sumsStay ? rows : accumulatorRows;
    String k = sumsStay ? "1 term" : rows;
    String n = inputsStay ? accumulatorRows : columns;
    twoTiles(
        "weights",
        spec.buffers().weights().bytes(),
        (double) unit.passTerms() * unit.passColumns() * weightBits,
        k + " x " + n + " x " + bits(weightBits));
    twoTiles(
        "activations",
        spec.buffers().activations().bytes(),
        (double) unit.passRows() * unit.passTerms() * activationBits,
        m + " x " + k + " x " + bits(activationBits));
    twoTiles(
        "results",
        spec.buffers().results().bytes(),
        (double) unit.passRows() * unit.passColumns() * unit.accumulatorWidth(),
        m + " x " + n + " x " + bits(unit.accumulatorWidth()));
  }

  private void twoTiles(String buffer, long bytes, double tileBits, String tile) {
    int units = spec.matrixUnit().count();
    long needed = 2L * units * (long) Math.ceil(tileBits / Byte.SIZE);
    if (bytes < needed) {
      String of = units == 1 ? " of " : " for each of " + units + " units, of ";
      String tiles = " B cannot hold two tiles (one is filled while the other is used)" + of;
      refuse("buffers." + buffer, bytes + tiles + tile + "; write at least " + needed + " B");
    }
  }

  private void checkMemory() {
    if (spec.memory().capacity().bytes() == 0) {
      refuse("memory.capacity", "is 0 B; a model's weights must fit into it");
    }
    if (spec.memory().latency().seconds() > AcceleratorLimits.LATENCY.seconds()) {
      String latency = Quantities.format(spec.memory().latency());
      String most = Quantities.format(AcceleratorLimits.LATENCY);
      refuse("memory.latency", latency + " is out of range; write at most " + most);
    }
    spec.memory()
        .dram()
        .flatMap(dram -> DramRules.firstProblem(dram, spec.memory().bandwidth()))
        .ifPresent(message -> refuse("memory.dram.channels", message));
  }

  /** A GPU and its tensor cores stand together, and each pair of operands has its burst rate. */
  private void checkGpu() {
    boolean tensorCore = spec.matrixUnit().kind() == MatrixUnitKind.TENSOR_CORE;
    if (tensorCore != spec.gpu().isPresent()) {
      String message =
          tensorCore
              ? "missing; a matrix unit of the kind tensor_core needs the keys "
                  + String.join(", ", AcceleratorKeys.GPU)
              : "is for a matrix unit of the kind tensor_core only; leave it out";
      refuse("gpu", message);
    }
    if (spec.gpu().isPresent() && spec.memory().dram().isPresent()) {
      refuse("memory.dram", "a GPU has gpu.memory.efficiency in its place; leave it out");
    }
    spec.gpu()
        .ifPresent(gpu -> {
          for (OperandPair pair : spec.matrixUnit().operandPairs()) {
            if (!gpu.powerLimit().burst().containsKey(pair.weights())) {
              String share = "has no " + pair.weights() + ", which matrix-unit.operands multiplies";
              String write = "; write a number above 0 and at most 1 for it";
              refuse("gpu.power-limit.burst", share + write);
            }
          }
          if (spec.generable()) {
            refuse("generable", "is true; RTL of a GPU cannot be generated, write false");
          }
        });
  }

  private void checkGenerable() {
    if (!spec.generable()) {
      return;
    }
    MatrixUnitSpec unit = spec.matrixUnit();
    IntegerRange side = AcceleratorLimits.GENERABLE_SIDE;
    inRange("matrix-unit.rows", unit.rows(), side, " of a generable accelerator");
    inRange("matrix-unit.columns", unit.columns(), side, " of a generable accelerator");
    if (unit.exchangeable()) {
      refuse("matrix-unit.exchangeable", "is true; a generable accelerator has false");
    }
    if (unit.sustained() < 1) {
      refuse(
          "matrix-unit.sustained",
          "is "
              + unit.sustained()
              + "; a generable accelerator has 1, its cycles are those of its RTL");
    }
    if (unit.count() != 1) {
      refuse("matrix-unit.count", "is " + unit.count() + "; a generable accelerator has 1");
    }
    OperandPair pair = unit.operandPairs().getFirst();
    if (unit.operandPairs().size() != 1 || !GENERABLE_PAIRS.contains(words(pair))) {
      String allowed = "a generable accelerator has exactly one pair, of weights x activations: ";
      refuse("matrix-unit.operands", allowed + String.join(", ", GENERABLE_PAIRS));
    }
    double rate = pair.multiplyAccumulatesPerElement();
    if (rate != 1) {
      String one = "; each element of a generable accelerator does 1 a cycle";
      refuse("matrix-unit.operands[0].rate", "is " + rate + one);
    }
    int widest = AcceleratorLimits.GENERABLE_ACCUMULATOR_WIDTH;
    if (unit.accumulatorWidth() > widest) {
      String sum = " bits (for a longest-sum of " + unit.longestSum() + ")";
      String most = "; a generable accelerator has at most " + widest;
      refuse("matrix-unit.accumulator-width", "is " + unit.accumulatorWidth() + sum + most);
    }
  }

  private double widest(ToDoubleFunction<OperandPair> bits) {
    return spec.matrixUnit().operandPairs().stream().mapToDouble(bits).max().orElseThrow();
  }

  private void inRange(String key, int value, IntegerRange range) {
    inRange(key, value, range, "");
  }

  private void inRange(String key, int value, IntegerRange range, String ofWhat) {
    if (!range.contains(value)) {
      refuse(key, value + " is out of range" + ofWhat + "; write " + range.expectation());
    }
  }

  private void refuse(String key, String message) {
    problems.add(new Problem(key, message));
  }

  private static String words(OperandPair pair) {
    return pair.weights() + " x " + pair.activations();
  }

  private static String bits(double bits) {
    return Quantities.formatNumber(bits) + " bits";
  }
}
