package io.bitwright.app.verification;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.hardware.DesignChoice;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.spec.SpecException;
import io.bitwright.testbench.formal.ProofResult;
import io.bitwright.testbench.formal.ProofTask;
import io.bitwright.testbench.formal.Prover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright prove}: what holds of a unit for all inputs, in all cycles. */
@Command(
    name = "prove",
    description = {
      "Prove of a unit that its streams keep their rules, that its registers are wide enough, and",
      "what its modules claim: for all inputs, in all cycles. Without a unit: every unit, at a small",
      "size. Exit status 1 if a claim is not proved."
    },
    footer = {
      "  ./bitwright prove",
      "  ./bitwright prove --unit weight_stationary_array --set rows=8 --set columns=4"
    })
public final class ProveCommand extends ReportCommand {
  private static final int MOST_SECONDS = 86_400;

  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "Time for a claim after which it is given up; default 60.")
  private int limit = 60;

  public ProveCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    if (limit < 2 || limit > MOST_SECONDS) {
      throw new SpecException("--limit: " + limit + " is not from 2 to " + MOST_SECONDS);
    }
    List<ProofTask> tasks =
        choice.unitsToVerify().stream().flatMap(unit -> ProofTask.of(unit).stream()).toList();
    Prover prover = new Prover(Duration.ofSeconds(limit));
    List<ProofResult> results = new ArrayList<>();
    try (ProgressBar bar = new ProgressBar(console(), "proving", tasks.size())) {
      for (ProofTask task : tasks) {
        results.add(prover.prove(task));
        bar.step();
      }
    }
    return new ProveReport(results);
  }
}
