package io.bitwright.app.estimate;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Report;
import io.bitwright.simulator.scalesim.EquivalentArray;
import io.bitwright.simulator.scalesim.ScaleSimAccounting;
import io.bitwright.simulator.scalesim.ScaleSimEstimate;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimConfig;
import io.bitwright.spec.scalesim.ScaleSimConfigReader;
import io.bitwright.spec.scalesim.ScaleSimDataflow;
import io.bitwright.spec.scalesim.ScaleSimLayer;
import io.bitwright.spec.scalesim.ScaleSimTopology;
import io.bitwright.spec.scalesim.ScaleSimTopologyReader;
import io.bitwright.spec.workload.MatmulShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code estimate} that count as SCALE-Sim does, or read its files. */
final class ScaleSimOptions {
  private static final List<String> WITH_FILES =
      List.of("--scale-sim", "--topology", "--accounting");
  private static final List<String> WITH_MATMUL =
      List.of("--matmul", "--accelerator", "--accounting");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--scale-sim",
      paramLabel = "CONFIG.cfg",
      description = "The machine from a configuration of SCALE-Sim, instead of --accelerator.")
  private @Nullable Path config;

  @Option(
      names = "--topology",
      paramLabel = "LAYERS.csv",
      description = "The layers from a topology of SCALE-Sim, convolutions or GEMMs.")
  private @Nullable Path topology;

  @Option(
      names = "--accounting",
      paramLabel = "RULES",
      description = {
        "bitwright: cycles as our RTL takes them; scale-sim: as SCALE-Sim reports them (the",
        "default with --scale-sim; else of --matmul only)."
      })
  private @Nullable String accounting;

  /**
   * The report of what these options ask for, or empty if they ask for nothing.
   *
   * @param matmul the value of {@code --matmul}
   * @param accelerator the value of {@code --accelerator}
   * @throws SpecException if options do not go together or a file is wrong
   */
  Optional<Report> report(@Nullable String matmul, @Nullable String accelerator) {
    Optional<Accounting> rules = Optional.ofNullable(accounting).map(Accounting::parse);
    if (config != null && topology != null) {
      refuseOthers("--scale-sim reads machine and layers from its files", WITH_FILES);
      return Optional.of(ofFiles(config, topology, rules.orElse(Accounting.SCALE_SIM)));
    }
    if (config != null) {
      throw new SpecException("--scale-sim needs --topology LAYERS.csv, the layers to be counted");
    }
    if (topology != null) {
      throw new SpecException("--topology needs --scale-sim CONFIG.cfg, the machine");
    }
    if (rules.isEmpty() || rules.get() == Accounting.BITWRIGHT) {
      return Optional.empty();
    }
    if (matmul == null || accelerator == null) {
      throw new SpecException(
          "--accounting scale-sim counts --matmul MxKxN on an --accelerator, or the files of "
              + "--scale-sim and --topology");
    }
    refuseOthers("--accounting scale-sim counts cycles only", WITH_MATMUL);
    return Optional.of(
        ofMatmul(MatmulShape.parse(matmul), AcceleratorLibrary.resolve(accelerator)));
  }

  private static Report ofFiles(Path config, Path topology, Accounting rules) {
    ScaleSimConfig machine = ScaleSimConfigReader.read(config);
    ScaleSimTopology layers = ScaleSimTopologyReader.read(topology);
    ScaleSimAccounting counted =
        new ScaleSimAccounting(machine.array(), Optional.of(machine.memory()));
    EquivalentArray unit = EquivalentArray.of(machine.array(), machine.memory());
    return new ScaleSimReport(
        layers.name(),
        machine.runName(),
        Optional.empty(),
        rules,
        unit,
        layers.layers().stream().map(layer -> line(layer, counted, unit, topology)).toList(),
        List.of());
  }

  private static Report ofMatmul(MatmulShape shape, AcceleratorSpec accelerator) {
    MatrixUnitSpec spec = accelerator.matrixUnit();
    ScaleSimDataflow dataflow = ScaleSimDataflow.ofUnit(spec.kind().label());
    ScaleSimArray array = new ScaleSimArray(spec.rows(), spec.columns(), dataflow);
    EquivalentArray unit = new EquivalentArray(array, spec.accumulatorRows());
    ScaleSimAccounting counted = new ScaleSimAccounting(array, Optional.empty());
    String name = "matmul " + shape;
    List<String> notes =
        spec.count() == 1
            ? List.of()
            : List.of(
                "SCALE-Sim counts one array; %s has %d of them"
                    .formatted(accelerator.name(), spec.count()));
    return new ScaleSimReport(
        name,
        accelerator.name(),
        Optional.of(accelerator.clock()),
        Accounting.SCALE_SIM,
        unit,
        List.of(
            new ScaleSimReport.Line(
                name, ScaleSimReport.Kind.GEMM, counted.estimate(shape), unit.cycles(shape))),
        notes);
  }

  private static ScaleSimReport.Line line(
      ScaleSimLayer layer, ScaleSimAccounting counted, EquivalentArray unit, Path topology) {
    try {
      ScaleSimEstimate estimate = counted.estimate(layer.matmul());
      return new ScaleSimReport.Line(
          layer.name(),
          layer.convolution().isPresent()
              ? ScaleSimReport.Kind.CONVOLUTION
              : ScaleSimReport.Kind.GEMM,
          estimate,
          unit.cycles(layer.matmul()));
    } catch (SpecException tooLarge) {
      throw tooLarge.at(topology + ": " + layer.name());
    }
  }

  private void refuseOthers(String reason, List<String> allowed) {
    for (OptionSpec option :
        Objects.requireNonNull(command).commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!allowed.contains(name) && !ReportCommand.isOfEveryCommand(name)) {
        throw new SpecException(reason + "; leave out " + name);
      }
    }
  }
}
