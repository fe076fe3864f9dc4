package io.bitwright.app.hardware;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.AtomicOutput;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.JUnitXml;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.CosimReport;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.vectors.SystolicRecording;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright cosim}: the RTL under Verilator against golden kernel and simulator. */
@Command(
    name = "cosim",
    description = {
      "Generate a unit, build it with Verilator, drive it with random and extreme data under random",
      "stalls, and compare values with the golden kernel and cycles with the simulator.",
      "Exit status 1 if anything differs."
    },
    footer = {
      "  ./bitwright cosim --all",
      "  ./bitwright cosim --accelerator edge-ternary-16x16 --cases 50",
      "  ./bitwright cosim --unit weight_stationary_array --set weights=int8 --matmul 40x100x30"
    })
public final class CosimCommand extends ReportCommand {
  private static final int RUNS_OF_A_SET = 6;
  private static final long MOST_MULTIPLY_ACCUMULATES = 1L << 33;

  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(
      names = "--matmul",
      paramLabel = "MxKxN",
      description = "The shape of every product; default: random shapes.")
  private @Nullable String matmul;

  @Option(
      names = "--all",
      description = "Every unit that there is, with sets of settings that reach its corners.")
  private boolean all;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Runs in all; default 20, with --all 6 a set of settings.")
  private @Nullable Integer cases;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of all that is random; default 1.")
  private long seed = 1;

  @Option(
      names = "--wave",
      paramLabel = "FILE.vcd",
      description = "Waveforms of the first products that disagree, else of the shortest.")
  private @Nullable Path wave;

  @Option(
      names = "--junit",
      paramLabel = "FILE.xml",
      description = "The runs as JUnit XML, for a CI system.")
  private @Nullable Path junit;

  public CosimCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    if (cases != null && (cases < 1 || cases > CosimRuns.MOST)) {
      throw new SpecException("--cases: " + cases + " is not from 1 to " + CosimRuns.MOST);
    }
    if (all && (choice.isMade() || matmul != null)) {
      throw new SpecException("--all chooses everything; it goes without a unit or a product");
    }
    String name = "all units";
    List<UnitModel> units = new ArrayList<>();
    if (all) {
      Stream.of(Unit.values()).map(UnitCosims::parameterSets).forEach(units::addAll);
    } else {
      GeneratedDesign design = choice.design();
      name = design.name();
      units.add(design.spec());
    }
    int standard = all ? RUNS_OF_A_SET * units.size() : CosimRuns.STANDARD;
    int runs = cases == null ? standard : cases;
    Optional<MatmulShape> shape = Optional.ofNullable(matmul).map(CosimCommand::shape);
    shape.ifPresent(chosen -> units.forEach(unit -> checkLength(chosen, unit)));
    Stream.of(Optional.ofNullable(wave), Optional.ofNullable(junit))
        .flatMap(Optional::stream)
        .forEach(AtomicOutput::prepare);
    CosimReport report;
    try (ProgressBar bar = new ProgressBar(console(), "co-simulating", runs)) {
      report =
          new CosimRuns(units, runs, seed, shape)
              .run(Optional.ofNullable(wave), result -> bar.step());
    }
    if (junit != null) {
      AtomicOutput.file(junit, JUnitXml.text("cosim", CosimTestSuites.of(report, seed)));
    }
    return new CosimCommandReport(name, seed, report, recording());
  }

  /** What moves in the page. */
  private Optional<SystolicRecording> recording() {
    return page().map(_ -> SystolicRecording.of(new VerilatorBuild(BuildCache.ofUser())));
  }

  private static void checkLength(MatmulShape shape, UnitModel unit) {
    if (unit instanceof StationaryTileModel tile) {
      try {
        tile.refuseLongerSums(shape.k());
      } catch (SpecException e) {
        throw new SpecException("--matmul: " + e.getMessage(), e);
      }
    }
  }

  private static MatmulShape shape(String text) {
    MatmulShape shape = MatmulShape.parse(text);
    long products = Math.multiplyHigh(shape.m() * shape.k(), shape.n());
    if (products != 0 || shape.m() * shape.k() * shape.n() > MOST_MULTIPLY_ACCUMULATES) {
      throw new SpecException(
          "--matmul: %s is beyond the %d multiply-accumulates that co-simulation takes"
              .formatted(shape, MOST_MULTIPLY_ACCUMULATES));
    }
    return shape;
  }
}
