package io.bitwright.spec.scalesim;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.CsvTable;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.workload.MatmulShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SCALE-Sim's topologies ({@code topologies/}), as {@code scalesim/topology_utils.py} reads them:
 * columns by position, a comma at the end of a line allowed, a convolution whose name has DP in it
 * is depth-wise and becomes one layer of one channel for each of its channels.
 *
 * <p>SCALE-Sim ignores the headings and is told by {@code -i gemm} what the file holds. Here the
 * headings tell, and are checked, so that columns in another order are not taken for these.
 */
public final class ScaleSimTopologyReader {
  private static final IntegerRange SIZE = new IntegerRange(1, Integer.MAX_VALUE);
  private static final int MOST_LAYERS = 100_000;

  private static final List<String> GEMM = List.of("M", "N", "K");
  private static final List<String> CONVOLUTION =
      List.of(
          "IFMAP Height",
          "IFMAP Width",
          "Filter Height",
          "Filter Width",
          "Channels",
          "Num Filter",
          "Strides");
  private static final String STRIDE_WIDTH = "stride width";
  private static final String BATCH = "batch";
  private static final Pattern RATIO = Pattern.compile("(\\d{1,9})\\s*:\\s*(\\d{1,9})");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");

  private final CsvTable table;
  private final List<ScaleSimLayer> layers = new ArrayList<>();

  private ScaleSimTopologyReader(CsvTable table) {
    this.table = table;
  }

  /**
   * Reads a topology.
   *
   * @throws SpecException with file, line, column and what is allowed, if it is wrong or asks for
   *     what is not counted here: sparsity, batches
   */
  public static ScaleSimTopology read(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return read(dot > 0 ? name.substring(0, dot) : name, CsvTable.read(file));
  }

  /** As {@link #read(Path)}, from the bytes of a file with the given name. */
  public static ScaleSimTopology read(String file, byte[] bytes) {
    return read(file, CsvTable.read(file, bytes));
  }

  private static ScaleSimTopology read(String name, CsvTable table) {
    return new ScaleSimTopology(name, new ScaleSimTopologyReader(table).layers());
  }

  private List<ScaleSimLayer> layers() {
    boolean gemm = table.header().cells().stream().skip(1).limit(3).anyMatch(GEMM::contains);
    List<String> columns = gemm ? GEMM : CONVOLUTION;
    checkHeader(columns);
    for (CsvTable.Row row : table.rows()) {
      if (row.cell(0).isEmpty()) {
        throw table.problem(row, "the layer has no name");
      }
      refuseWhatIsNotCounted(row, 1 + columns.size());
      if (gemm) {
        add(row, row.cell(0), gemm(row), Optional.empty());
      } else {
        addConvolution(row);
      }
    }
    if (layers.isEmpty()) {
      throw table.problem(table.header(), "no layer follows the headings");
    }
    return layers;
  }

  private void checkHeader(List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      String found = table.header().cell(1 + i);
      if (!folded(found).startsWith(stem(columns.get(i)))) {
        String where = "column " + (2 + i) + " is " + QuotedText.of(found);
        throw table.problem(
            table.header(),
            where
                + "; the headings are Layer, M, N, K or Layer name, "
                + String.join(", ", CONVOLUTION)
                + NearestWord.hint(found, CONVOLUTION));
      }
    }
  }

  /** The least that a heading begins with: Strides may be Stride, or Stride height. */
  private static String stem(String column) {
    return folded(column).replaceFirst("s$", "");
  }

  private static String folded(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("\\s+", " ");
  }

  private MatmulShape gemm(CsvTable.Row row) {
    return new MatmulShape(size(row, 1, "M"), size(row, 3, "K"), size(row, 2, "N"));
  }

  private void addConvolution(CsvTable.Row row) {
    int[] sizes = new int[CONVOLUTION.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = size(row, 1 + i, CONVOLUTION.get(i));
    }
    for (int i = 0; i < 2; i++) {
      if (sizes[2 + i] > sizes[i]) {
        throw table.problem(
            row,
            "%s: %d is larger than the %s of %d"
                .formatted(CONVOLUTION.get(2 + i), sizes[2 + i], CONVOLUTION.get(i), sizes[i]));
      }
    }
    int strideWidth =
        folded(table.header().cell(8)).equals(STRIDE_WIDTH)
            ? size(row, 8, "Stride width")
            : sizes[6];
    boolean depthwise = row.cell(0).contains("DP");
    int repeats = depthwise ? sizes[4] : 1;
    int channels = depthwise ? 1 : sizes[4];
    ScaleSimConvolution shape =
        new ScaleSimConvolution(
            sizes[0], sizes[1], sizes[2], sizes[3], channels, sizes[5], sizes[6], strideWidth);
    for (int i = 0; i < repeats; i++) {
      String name = depthwise ? row.cell(0) + "Channel_" + i : row.cell(0);
      add(row, name, matmul(row, shape), Optional.of(shape));
    }
  }

  private MatmulShape matmul(CsvTable.Row row, ScaleSimConvolution shape) {
    try {
      return shape.matmul();
    } catch (ArithmeticException e) {
      throw new SpecException(
          table.problem(row, shape + " is too large to be counted").getMessage(), e);
    }
  }

  private void add(
      CsvTable.Row row,
      String name,
      MatmulShape matmul,
      Optional<ScaleSimConvolution> convolution) {
    if (layers.size() == MOST_LAYERS) {
      throw table.problem(row, "more than " + MOST_LAYERS + " layers");
    }
    layers.add(new ScaleSimLayer(name, matmul, convolution));
  }

  /** Columns behind those that are needed: N:M sparsity and batches are refused. */
  private void refuseWhatIsNotCounted(CsvTable.Row row, int first) {
    for (int i = first; i < row.cells().size(); i++) {
      String heading = folded(table.header().cell(i));
      String cell = row.cell(i);
      Matcher ratio = RATIO.matcher(cell);
      if (ratio.matches() && !ratio.group(1).equals(ratio.group(2))) {
        throw table.problem(
            row, "N:M sparsity of " + cell + " is not counted here; write 1:1 or nothing");
      }
      boolean batch = heading.startsWith(BATCH) || (first == 4 && heading.isEmpty());
      if (batch && INTEGER.matcher(cell).matches() && !cell.equals("1")) {
        throw table.problem(
            row, "a batch of " + cell + " is not counted here; write it into M, or as layers");
      }
    }
  }

  private int size(CsvTable.Row row, int column, String name) {
    return table.integer(row, column, name, SIZE);
  }
}
