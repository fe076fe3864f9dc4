package io.bitwright.spec.accelerator;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.YamlReader;
import io.bitwright.spec.dram.DramKeys;
import io.bitwright.spec.dram.DramReader;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.quantity.Frequency;
import io.bitwright.spec.quantity.TimeSpan;
import java.nio.file.Path;
import java.util.List;

/** Accelerator descriptions from YAML; the keys are those of {@code accelerator.schema.json}. */
public final class AcceleratorReader {
  private static final String SHARE = "a number above 0, at most 1";

  private AcceleratorReader() {}

  /**
   * Reads and checks a description.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static AcceleratorSpec read(Path file) {
    return read(YamlReader.read(file));
  }

  /**
   * Reads and checks the bytes of a description.
   *
   * @param file its name in messages
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static AcceleratorSpec read(String file, byte[] bytes) {
    return read(YamlReader.read(file, bytes));
  }

  private static AcceleratorSpec read(Document document) {
    AcceleratorSpec spec = unchecked(document);
    AcceleratorRules.firstProblem(spec)
        .ifPresent(problem -> {
          throw Section.open(document).problem(problem.key(), problem.message());
        });
    return spec;
  }

  /**
   * Reads a description whose values are each allowed, but may not go together; {@link
   * AcceleratorRules#check} asks for that.
   *
   * @throws SpecException with file, line, key and what is allowed, if a value is wrong
   */
  static AcceleratorSpec unchecked(Document document) {
    Section top = Section.closed(document, AcceleratorKeys.TOP);
    return new AcceleratorSpec(
        top.text("name"),
        top.text("description"),
        top.text("source"),
        top.value("technology", Dimension.PROCESS_NODE.expectation(), AcceleratorReader::node),
        top.value("clock", Dimension.FREQUENCY.expectation(), Frequency::parse),
        matrixUnit(top.section("matrix-unit", AcceleratorKeys.MATRIX_UNIT)),
        vectorUnit(top.section("vector-unit", AcceleratorKeys.VECTOR_UNIT)),
        buffers(top.section("buffers", AcceleratorKeys.BUFFERS)),
        memory(top.section("memory", AcceleratorKeys.MEMORY)),
        PowerReader.power(top),
        PowerReader.energy(top, Path.of(document.file())),
        top.flag("generable", false),
        top.optionalSection("gpu", AcceleratorKeys.GPU).map(GpuReader::read));
  }

  private static MatrixUnitSpec matrixUnit(Section section) {
    MatrixUnitKind kind =
        section.value("kind", MatrixUnitKind.VOCABULARY.expectation(), MatrixUnitKind::parse);
    int count = section.integer("count", AcceleratorLimits.UNITS);
    int rows = section.integer("rows", AcceleratorLimits.ROWS);
    int columns = section.integer("columns", AcceleratorLimits.COLUMNS);
    List<OperandPair> pairs =
        section
            .sections("operands", AcceleratorKeys.OPERANDS, AcceleratorLimits.OPERAND_PAIRS)
            .stream()
            .map(AcceleratorReader::operandPair)
            .toList();
    int accumulatorRows = section.integer("accumulator-rows", AcceleratorLimits.ACCUMULATOR_ROWS);
    int longestSum = section.integer("longest-sum", AcceleratorLimits.LONGEST_SUM);
    int accumulatorWidth =
        section
            .optionalInteger("accumulator-width", AcceleratorLimits.ACCUMULATOR_WIDTH)
            .orElseGet(() -> neededWidth(pairs, longestSum));
    return new MatrixUnitSpec(
        kind,
        count,
        rows,
        columns,
        pairs,
        accumulatorRows,
        longestSum,
        accumulatorWidth,
        section.flag("exchangeable", false),
        section.optionalNumber("sustained", SHARE, value -> value > 0 && value <= 1).orElse(1.0));
  }

  /** The least accumulator width that serves every operand pair. */
  private static int neededWidth(List<OperandPair> pairs, int longestSum) {
    return pairs.stream()
        .mapToInt(pair -> WidthRule.accumulatorBits(pair.weights(), pair.activations(), longestSum))
        .max()
        .orElseThrow();
  }

  private static OperandPair operandPair(Section section) {
    String formats = NumberFormat.VOCABULARY.expectation();
    return new OperandPair(
        section.value("weights", formats, NumberFormat::parse),
        section.value("activations", formats, NumberFormat::parse),
        section
            .optionalNumber(
                "rate",
                "a number above 0 and at most 4",
                rate -> rate > 0 && rate <= AcceleratorLimits.RATE)
            .orElse(1.0));
  }

  private static VectorUnitSpec vectorUnit(Section section) {
    return new VectorUnitSpec(section.integer("lanes", AcceleratorLimits.LANES));
  }

  private static BufferSpec buffers(Section section) {
    return new BufferSpec(
        size(section, "weights"), size(section, "activations"), size(section, "results"));
  }

  private static MemorySpec memory(Section section) {
    Bandwidth bandwidth =
        section.value("bandwidth", Dimension.BANDWIDTH.expectation(), Bandwidth::parse);
    return new MemorySpec(
        section.text("kind"),
        size(section, "capacity"),
        bandwidth,
        section.value("latency", Dimension.TIME.expectation(), TimeSpan::parse),
        section
            .optionalSection("dram", DramKeys.DRAM)
            .map(dram -> DramReader.read(dram, bandwidth)));
  }

  private static ByteSize size(Section section, String key) {
    return section.value(key, Dimension.SIZE.expectation(), ByteSize::parse);
  }

  static int node(String text) {
    return (int) Dimension.PROCESS_NODE.parseWhole(text);
  }
}
