package io.bitwright.app.hardware;

import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.Report;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.Language;
import io.bitwright.codegen.OutputFolder;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright generate}: the Verilog of a unit or an accelerator, with all around it. */
@Command(
    name = "generate",
    description = {
      "The Verilog of a unit or of an accelerator's units, with test bench, constraints and",
      "packaging, into a folder."
    },
    footer = {
      "  ./bitwright generate --accelerator edge-ternary-16x16 --out edge",
      "  ./bitwright generate --unit weight_stationary_array --set rows=8 --set weights=int8 --out w",
      "  ./bitwright generate --accelerator edge-int8-8x8 --language verilog-2005 --out plain"
    })
public final class GenerateCommand extends ReportCommand {
  @Mixin private final DesignChoice choice = new DesignChoice();

  @Option(names = "--out", paramLabel = "DIR", description = "The folder that the files go into.")
  private @Nullable Path out;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "Of the RTL: systemverilog (default), or verilog-2005 for tools that need it.")
  private String language = Language.SYSTEMVERILOG.label();

  public GenerateCommand(Console console) {
    super(console);
  }

  @Override
  protected Report report() {
    if (out == null) {
      throw new SpecException("--out DIR is missing: the folder that the files go into");
    }
    Language chosen = Language.named(language);
    GeneratedDesign design = DesignFiles.complete(choice.design(), chosen);
    OutputFolder.write(design, out);
    return GenerateReport.of(design, out);
  }
}
