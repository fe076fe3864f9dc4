package io.bitwright.app;

import io.bitwright.app.command.ListCommand;
import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.command.ValidateCommand;
import io.bitwright.app.comparison.CompareCommand;
import io.bitwright.app.demo.DemoCommand;
import io.bitwright.app.estimate.EstimateCommand;
import io.bitwright.app.exploration.command.ExploreCommand;
import io.bitwright.app.generation.RunCommand;
import io.bitwright.app.hardware.CosimCommand;
import io.bitwright.app.hardware.GenerateCommand;
import io.bitwright.app.hardware.SynthCommand;
import io.bitwright.app.quality.QualityCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.studio.StudioCommand;
import io.bitwright.app.verification.CoverageCommand;
import io.bitwright.app.verification.MutateCommand;
import io.bitwright.app.verification.ProveCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The subcommands, in the order of the help. A line here and a line below register a command. */
enum Subcommand {
  DEMO,
  ESTIMATE,
  GENERATE,
  COSIM,
  SYNTH,
  MUTATE,
  COVERAGE,
  PROVE,
  RUN,
  QUALITY,
  EXPLORE,
  VALIDATE,
  COMPARE,
  STUDIO,
  LIST;

  ReportCommand create(Console console) {
    return switch (this) {
      case DEMO -> new DemoCommand(console);
      case ESTIMATE -> new EstimateCommand(console);
      case GENERATE -> new GenerateCommand(console);
      case COSIM -> new CosimCommand(console);
      case SYNTH -> new SynthCommand(console);
      case MUTATE -> new MutateCommand(console);
      case COVERAGE -> new CoverageCommand(console);
      case PROVE -> new ProveCommand(console);
      case RUN -> new RunCommand(console);
      case EXPLORE -> new ExploreCommand(console);
      case QUALITY -> new QualityCommand(console);
      case VALIDATE -> new ValidateCommand(console);
      case COMPARE -> new CompareCommand(console);
      case STUDIO -> new StudioCommand(console);
      case LIST -> new ListCommand(console);
    };
  }

  /** The name users write: {@code list}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The subcommands that these arguments can need: the one they name first, or all of them. A
   * command that is not needed is not loaded, which keeps the start fast.
   */
  static List<Subcommand> neededFor(String... arguments) {
    List<Subcommand> all = Arrays.asList(values());
    if (arguments.length == 0) {
      return all;
    }
    List<Subcommand> named = all.stream().filter(s -> s.label().equals(arguments[0])).toList();
    return named.isEmpty() ? all : named;
  }
}
