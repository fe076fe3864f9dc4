package io.bitwright.app.studio;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.JsonOutput;
import io.bitwright.app.report.Report;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bitwright studio}: the commands in a page of the browser, until it is ended. */
@Command(
    name = "studio",
    description = {
      "A page in the browser, served on this machine alone: estimates that follow sliders, an editor",
      "of accelerators, their Verilog, co-simulation, finished explorations. Ctrl-C ends it.",
      "The address that is printed holds a secret; whoever has it on this machine can use the studio."
    },
    footer = {"  ./bitwright studio", "  ./bitwright studio --port 8080 --exploration front.json"})
public final class StudioCommand extends ReportCommand {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the page is served; default: any that is free.")
  private int port;

  @Option(
      names = "--exploration",
      paramLabel = "FILE.json",
      description = "What 'explore' wrote with --json or --out FILE.json, to be shown.")
  private @Nullable Path exploration;

  public StudioCommand(Console console) {
    super(console);
  }

  /** Where the studio is. */
  private record Address(String url) implements Report {
    @Override
    public String text(TextStyle style) {
      return "the studio is at " + style.bold(url) + "\nCtrl-C ends it\n";
    }

    @Override
    public Object json() {
      return this;
    }
  }

  @Override
  protected Report report() {
    if (port < 0 || port > MOST_PORT) {
      throw new SpecException("--port: " + port + " is not from 0 to " + MOST_PORT);
    }
    Optional<Exploration> opened = Optional.ofNullable(exploration).map(ExplorationReader::read);
    Studio studio = Studio.start(port, opened, CosimDesk.withVerilator(), console().err());
    Runtime.getRuntime().addShutdownHook(new Thread(studio::close, "end of the studio"));
    return new Address(studio.address());
  }

  /** Prints the address, in one line of JSON for a script that waits for it, and stays. */
  @Override
  protected void print(Report report, boolean asJson) {
    console()
        .out()
        .print(asJson ? JsonOutput.line(report.json()) + "\n" : report.text(console().outStyle()));
    console().out().flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
