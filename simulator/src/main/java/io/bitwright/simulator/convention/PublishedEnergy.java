package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.spec.format.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The energies of the BitNet papers beside what {@link ArithmeticConvention} gives. */
public final class PublishedEnergy {
  private static final double BYTES_PER_GB = 1e9;

  /** The process nodes of BitNet's Table 2, in nanometres. */
  private static final List<Integer> NODES_NM = List.of(45, 7);

  private PublishedEnergy() {}

  /** All rows: BitNet's Table 1, the b1.58 saving, and Table 1 of the 2B4T report. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>(bitNetTable());
    rows.addAll(saving());
    rows.addAll(twoBillionTable());
    return List.copyOf(rows);
  }

  /** The 36 energies of BitNet's Table 1, in joules. */
  static List<ValidationRow> bitNetTable() {
    Map<String, DecoderShape> shapes = new LinkedHashMap<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_models.csv")) {
      shapes.put(row.getField("model"), bitNetShape(row));
    }
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_table1.csv")) {
      DecoderShape shape = shapes.get(row.getField("model"));
      if (shape == null) {
        throw new IllegalStateException("no shape of model " + row.getField("model"));
      }
      rows.add(bitNetRow(row, shape));
    }
    return rows;
  }

  /**
   * How much less a BitNet of binary weights takes than the same model in fp16.
   *
   * @param model its size, as the paper names it: {@code 6.7B}
   * @param nodeNm process node of the tables, in nanometres
   * @param fp16Joules additions and multiplications of a pass in fp16
   * @param binaryJoules the same with binary weights and int8 activations
   */
  public record Ratio(String model, int nodeNm, double fp16Joules, double binaryJoules) {
    /** How many times as much fp16 takes. */
    public double times() {
      return fp16Joules / binaryJoules;
    }
  }

  /**
   * The ratios of all sizes in BitNet's Table 5 at both nodes of its Table 2, by the same rules as
   * {@link #bitNetTable}.
   *
   * @param inputTokens tokens of the pass, at least 1; 512 in the paper
   */
  public static List<Ratio> ratios(int inputTokens) {
    List<Ratio> ratios = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_models.csv")) {
      DecoderShape shape = bitNetShape(row);
      for (int nodeNm : NODES_NM) {
        ratios.add(
            new Ratio(
                row.getField("model"),
                nodeNm,
                ArithmeticConvention.joules(shape, inputTokens, NumberFormat.FP16, nodeNm).total(),
                ArithmeticConvention.joules(shape, inputTokens, NumberFormat.BINARY, nodeNm)
                    .total()));
      }
    }
    return List.copyOf(ratios);
  }

  private static DecoderShape bitNetShape(NamedCsvRecord row) {
    int hidden = number(row, "hidden");
    return new DecoderShape(
        number(row, "layers"), hidden, hidden, hidden, number(row, "feed_forward"), false);
  }

  private static ValidationRow bitNetRow(NamedCsvRecord row, DecoderShape shape) {
    EnergyJoules joules =
        ArithmeticConvention.joules(
            shape, number(row, "input_tokens"), format(row), number(row, "node_nm"));
    String operation = row.getField("operation");
    double ours =
        switch (operation) {
          case "multiply" -> joules.multiply();
          case "add" -> joules.add();
          default -> throw new IllegalStateException("no operation " + operation);
        };
    String item =
        "BitNet %s, %s weights, %s nm, %s"
            .formatted(
                row.getField("model"), row.getField("weights"), row.getField("node_nm"), operation);
    return ValidationRow.printed(
        PublishedTable.source(row),
        item,
        row.getField("energy_j"),
        ours,
        "J",
        row.getField("deviation"));
  }

  /** How much less a ternary multiply-accumulate takes than one of fp16, as a factor. */
  static List<ValidationRow> saving() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_b158_saving.csv")) {
      int nodeNm = number(row, "node_nm");
      double vanilla =
          joulesOf(
              nodeNm,
              new Arithmetic(Arithmetic.Operation.ADD, NumberFormat.FP16, 1),
              new Arithmetic(Arithmetic.Operation.MULTIPLY, NumberFormat.FP16, 1));
      double ternary =
          joulesOf(nodeNm, new Arithmetic(Arithmetic.Operation.ADD, NumberFormat.INT8, 1));
      rows.add(
          ValidationRow.printed(
              PublishedTable.source(row),
              "BitNet b1.58, " + row.getField("item") + ", " + nodeNm + " nm",
              row.getField("ratio"),
              vanilla / ternary,
              "x",
              ""));
    }
    return rows;
  }

  private static double joulesOf(int nodeNm, Arithmetic... operations) {
    ActionCounts actions = ActionCounts.ofArithmetic(List.of(operations));
    return EnergyAccounting.arithmetic(actions, nodeNm).total();
  }

  /** Energy and memory of the six models of the 2B4T report's Table 1, in joules and GB. */
  static List<ValidationRow> twoBillionTable() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_2b4t_table1.csv")) {
      DecoderShape shape = twoBillionShape(row);
      String model = "2B4T report, " + row.getField("model");
      double joules =
          ArithmeticConvention.joules(
                  shape, number(row, "input_tokens"), format(row), number(row, "node_nm"))
              .total();
      String printedJoules = row.getField("energy_j");
      rows.add(
          ValidationRow.printed(
              PublishedTable.source(row), model + ", energy", printedJoules, joules, "J", ""));
      double bitsPerWeight = Double.parseDouble(row.getField("bits_per_weight"));
      rows.add(
          ValidationRow.printed(
              PublishedTable.source(row),
              model + ", memory of the weights without embeddings",
              row.getField("memory_gb"),
              shape.linearWeights() * bitsPerWeight / Byte.SIZE / BYTES_PER_GB,
              "GB",
              row.getField("memory_deviation")));
    }
    return rows;
  }

  private static DecoderShape twoBillionShape(NamedCsvRecord row) {
    int headDimension = number(row, "head_dimension");
    return new DecoderShape(
        number(row, "layers"),
        number(row, "hidden"),
        number(row, "heads") * headDimension,
        number(row, "key_value_heads") * headDimension,
        number(row, "feed_forward"),
        true);
  }

  private static NumberFormat format(NamedCsvRecord row) {
    return NumberFormat.parse(row.getField("weights"));
  }
}
