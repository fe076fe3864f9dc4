package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.decimal;
import static io.bitwright.simulator.convention.PublishedTable.number;
import static io.bitwright.simulator.convention.PublishedTable.thousandths;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import java.util.ArrayList;
import java.util.List;

/** Memory that papers give for low-bit models beside ours, in GB of 10^9 bytes. */
public final class PublishedMemory {
  private static final double BYTES_PER_GB = 1e9;

  /** The shapes are those of a reproduction, and the paper does not say how two bits are packed. */
  private static final double SAVING_TOLERANCE = 0.1;

  /** Scales of rows are not counted: at most 16 bits for each 12288 weights and bit. */
  private static final double SIZE_TOLERANCE = 0.002;

  private PublishedMemory() {}

  /** The memory of b1.58 and of OPT-175B in few bits. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>(ternaryModels());
    rows.addAll(lowBitSizes());
    return List.copyOf(rows);
  }

  /**
   * Each model with fp16 and with ternary weights of two bits, embedding and head in fp16. The
   * published figures are of a running program, so the weights are a bound from below; in the
   * difference of both, what the program keeps beside the weights cancels.
   */
  static List<ValidationRow> ternaryModels() {
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("bitnet_b158_memory.csv")) {
      double fp16 = gigabytes(row, NumberFormat.FP16);
      double ternary = gigabytes(row, NumberFormat.TERNARY);
      double printedFp16 = decimal(row, "fp16_gb");
      double printedTernary = decimal(row, "ternary_gb");
      String source = PublishedTable.source(row);
      String model = row.getField("size");
      rows.add(
          ValidationRow.bound(
              source, "LLaMA " + model + ", fp16, least memory", printedFp16, fp16, "GB"));
      rows.add(
          ValidationRow.bound(
              source, "BitNet b1.58 " + model + ", least memory", printedTernary, ternary, "GB"));
      rows.add(
          ValidationRow.near(
              source,
              "BitNet b1.58 " + model + ", memory saved by ternary weights",
              thousandths(printedFp16 - printedTernary),
              fp16 - ternary,
              "GB",
              SAVING_TOLERANCE,
              ""));
    }
    return rows;
  }

  /** Weights of the linear layers in their format, and one table for embedding and head. */
  private static double gigabytes(NamedCsvRecord row, NumberFormat weights) {
    int hidden = number(row, "hidden");
    DecoderShape shape =
        new DecoderShape(
            number(row, "layers"), hidden, hidden, hidden, number(row, "feed_forward"), true);
    double table = (double) number(row, "vocabulary") * hidden * NumberFormat.FP16.storageBits();
    double bits = shape.linearWeights() * weights.storageBits() + table;
    return bits / Byte.SIZE / BYTES_PER_GB;
  }

  /** The linear layers of OPT-175B at so many bits a weight. */
  static List<ValidationRow> lowBitSizes() {
    ModelConfig model = ModelLibrary.get("opt-175b");
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : PublishedTable.rows("opt_175b_sizes.csv")) {
      double bits = decimal(row, "bits");
      rows.add(
          ValidationRow.near(
              PublishedTable.source(row),
              "OPT-175B, linear layers at " + row.getField("bits") + " bits",
              decimal(row, "gigabytes"),
              model.linearParameters() * bits / Byte.SIZE / BYTES_PER_GB,
              "GB",
              SIZE_TOLERANCE,
              ""));
    }
    return rows;
  }
}
