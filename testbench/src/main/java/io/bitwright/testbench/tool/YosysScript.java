package io.bitwright.testbench.tool;

import io.bitwright.codegen.GeneratedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands for Yosys, and the files that they read.
 *
 * <p>Files lie in the folder that the script runs in, without the folders of their paths: so their
 * names, which Yosys writes into what it makes, are the same on every machine.
 */
public final class YosysScript {
  private static final String SCRIPT_FILE = "script.ys";

  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> commands = new ArrayList<>();

  /** A script that begins by reading SystemVerilog. */
  public static YosysScript reading(List<GeneratedFile> sources) {
    return new YosysScript().read("-sv", sources);
  }

  /** The same, but modules are elaborated only when they are needed. */
  public static YosysScript readingWhatIsNeeded(List<GeneratedFile> sources) {
    return new YosysScript().read("-sv -defer", sources);
  }

  /** The same, read for proofs: assumptions and assertions count. */
  public static YosysScript readingForProofs(List<GeneratedFile> sources) {
    return new YosysScript().read("-sv -formal", sources);
  }

  private YosysScript read(String options, List<GeneratedFile> sources) {
    for (GeneratedFile source : sources) {
      String name = source.path().substring(source.path().lastIndexOf('/') + 1);
      files.put(name, source.text());
      commands.add("read_verilog " + options + " " + name);
    }
    return this;
  }

  /** Adds a file that commands read. */
  public YosysScript file(String name, String text) {
    files.put(name, text);
    return this;
  }

  /** Adds commands, one an entry. */
  public YosysScript then(String... more) {
    commands.addAll(List.of(more));
    return this;
  }

  /** The commands, one a line. */
  public String text() {
    return String.join("\n", commands) + "\n";
  }

  /**
   * Runs the script in a folder, which keeps what it writes.
   *
   * @param limit time after which it is ended
   * @throws ToolFailedException if the time limit passes
   * @throws io.bitwright.spec.SpecException if Yosys is not installed
   */
  public ToolRun run(Path folder, Duration limit) {
    String yosys = ExternalTool.YOSYS.get().toString();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(folder.resolve(SCRIPT_FILE), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ToolRun.of(List.of(yosys, "-q", "-s", SCRIPT_FILE), folder, limit);
  }
}
