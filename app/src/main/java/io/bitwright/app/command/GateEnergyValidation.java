package io.bitwright.app.command;

import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.gatelevel.CellLibrary;
import io.bitwright.testbench.gatelevel.GateLevelSuite;
import io.bitwright.testbench.gatelevel.GateSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code validate --energy}: published energies beside those of our own gates. */
final class GateEnergyValidation {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private GateEnergyValidation() {}

  /**
   * Maps and simulates every module on every library.
   *
   * @param liberty the libraries, each one file or several with commas between; none for the
   *     standard one
   */
  static GateEnergyComparison run(List<String> liberty, Console console) {
    List<CellLibrary> libraries = new ArrayList<>();
    for (String files : liberty) {
      libraries.add(
          CellLibrary.read(
              Stream.of(files.split(",", -1)).map(String::strip).map(Path::of).toList()));
    }
    if (liberty.isEmpty()) {
      CellLibrary.standard().ifPresent(libraries::add);
    }
    if (libraries.stream().map(CellLibrary::label).distinct().count() < libraries.size()) {
      throw new SpecException(
          "--liberty: a library is named twice; the files of one library stand in one option, with commas between");
    }
    List<GateSubject> subjects = GateLevelSuite.subjects();
    int runs = Math.max(1, subjects.size() * libraries.size());
    try (ProgressBar bar = new ProgressBar(console, "gate-level energy", runs)) {
      GateLevelSuite suite = new GateLevelSuite(LIMIT, 1, bar::step);
      return new GateEnergyComparison(
          libraries,
          liberty.isEmpty(),
          subjects.size(),
          libraries.isEmpty() ? List.of() : suite.figures(subjects, libraries));
    }
  }
}
