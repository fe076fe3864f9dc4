package io.bitwright.app;

import io.bitwright.app.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bitwright} itself: alone it shows its help. */
@Command(
    name = "bitwright",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "From one description of a low-bit LLM accelerator: what a model costs on it, and its Verilog,",
      "proved to agree."
    },
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%n",
    footer = {
      "Each command has its own --help with an example.",
      "Exit status: 0 done, 1 a check failed, 2 the input is wrong, 70 an internal error."
    })
final class Bitwright implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run()
  Bitwright() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
