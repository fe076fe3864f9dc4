package io.bitwright.codegen;

import static io.bitwright.spec.format.NumberFormat.BINARY;
import static io.bitwright.spec.format.NumberFormat.INT8;
import static io.bitwright.spec.format.NumberFormat.TERNARY;

import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.WeightStationaryArrayModel;
import io.bitwright.spec.format.NumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Designs over formats and sizes, for the tests that ask something of every generated file. */
final class Designs {
  private Designs() {}

  /** A size: rows, columns, accumulator rows. */
  record Size(int rows, int columns, int accumulatorRows) {}

  private static final List<Size> ALL_SIZES =
      List.of(
          new Size(1, 1, 1),
          new Size(1, 7, 2),
          new Size(7, 1, 5),
          new Size(3, 5, 4),
          new Size(16, 16, 64),
          new Size(33, 17, 100),
          new Size(64, 64, 4096),
          new Size(128, 128, 256));

  private static final List<Size> SMALL_SIZES =
      List.of(
          new Size(1, 1, 1),
          new Size(1, 7, 2),
          new Size(7, 1, 5),
          new Size(3, 5, 4),
          new Size(4, 4, 16));

  static Stream<WeightStationaryArrayModel> all() {
    return ALL_SIZES.stream().flatMap(Designs::ofAllFormats);
  }

  /** Every unit with its standard settings, and the sizes above. */
  static Stream<UnitModel> everyUnit() {
    return Stream.concat(Stream.of(Unit.values()).map(unit -> unit.configure(Map.of())), all());
  }

  static Stream<WeightStationaryArrayModel> small() {
    return SMALL_SIZES.stream().flatMap(Designs::ofAllFormats);
  }

  private static Stream<WeightStationaryArrayModel> ofAllFormats(Size size) {
    return Stream.of(INT8, TERNARY, BINARY).map(weights -> spec(size, weights));
  }

  private static WeightStationaryArrayModel spec(Size size, NumberFormat weights) {
    return WeightStationaryArrayModel.of(
        size.rows(), size.columns(), weights, size.accumulatorRows(), 4096);
  }

  /** Writes the files of a design below a folder, in plain sight of the tools. */
  static void write(GeneratedDesign design, Path folder) throws IOException {
    for (GeneratedFile file : design.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }
}
