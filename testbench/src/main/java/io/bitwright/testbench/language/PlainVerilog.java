package io.bitwright.testbench.language;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.verilator.RtlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates a design to Verilog-2005 with Yosys, for tools that read no SystemVerilog:
 * docs/decisions/0008-verilog-2005-by-yosys.md. Registers and ports keep their names, parameters
 * have their values, loops are unrolled.
 */
public final class PlainVerilog {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String OUTPUT = "plain.v";

  /** A module with parameters: {@code \$paramod$HASH\name} or {@code \$paramod\name\WIDTH=...}. */
  private static final Pattern PARAMETERISED =
      Pattern.compile("\\\\\\$paramod(?:\\$[0-9a-f]+)?\\\\(\\w+)(?:\\\\\\S*)? ");

  private static final Pattern MODULE =
      Pattern.compile("^module (\\w+).*?^endmodule$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INSTANCE =
      Pattern.compile("^  (\\w+) +\\S+ \\($", Pattern.MULTILINE);

  private PlainVerilog() {}

  /**
   * The same design with its RTL in Verilog-2005.
   *
   * @throws io.bitwright.spec.SpecException if Yosys is missing
   * @throws io.bitwright.testbench.tool.ToolFailedException if Yosys refuses the design
   */
  public static GeneratedDesign of(GeneratedDesign design) {
    Map<String, String> modules = modules(withPlainNames(translated(design)));
    return new RtlGenerator().inVerilog2005(design, lowerFirst(modules, design.topModule()));
  }

  private static String translated(GeneratedDesign design) {
    Path yosys = ExternalTool.YOSYS.get();
    try {
      Path folder = Files.createTempDirectory("bitwright-verilog");
      try {
        List<String> names = new ArrayList<>();
        for (GeneratedFile file : design.rtlFiles()) {
          RtlSource source = RtlSource.of(file);
          Files.writeString(folder.resolve(source.fileName()), source.text());
          names.add(source.fileName());
        }
        ToolRun.of(
                List.of(yosys.toString(), "-q", "-p", script(names, design.topModule())),
                folder,
                LIMIT)
            .orThrow("translating " + design.topModule());
        return Files.readString(folder.resolve(OUTPUT));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * No pass that maps or shares hardware: the text says what the templates say. Attributes that
   * bind synthesis, such as {@code keep_hierarchy}, stay.
   */
  private static String script(List<String> names, String top) {
    return String.join(
        "; ",
        "read_verilog -sv " + String.join(" ", names),
        "hierarchy -check -top " + top,
        "proc",
        "opt_expr",
        "opt_merge",
        // Joins the write enables of a memory's bits, so that it is read as a memory again.
        "opt_reduce",
        "opt_expr",
        "opt_merge",
        "setattr -unset src -unset full_case -unset parallel_case -unset nosync"
            + " -unset unused_bits -unset always_ff -unset always_comb -unset hdlname"
            + " -unset single_bit_vector",
        "setattr -mod -unset src -unset hdlname -unset dynports -unset top"
            + " -unset cells_not_processed",
        "opt_clean -purge",
        "write_verilog " + OUTPUT);
  }

  /** The same text with names that any tool takes; a module with other parameters is another. */
  private static String withPlainNames(String text) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Integer> variants = new LinkedHashMap<>();
    Matcher matcher = PARAMETERISED.matcher(text);
    return matcher.replaceAll(match ->
        names.computeIfAbsent(
            match.group(),
            _ -> {
              String base = match.group(1);
              int variant = variants.merge(base, 1, Integer::sum);
              return variant == 1 ? base + " " : base + "_variant" + variant + " ";
            }));
  }

  private static Map<String, String> modules(String text) {
    Map<String, String> modules = new LinkedHashMap<>();
    for (MatchResult module : MODULE.matcher(text).results().toList()) {
      modules.put(module.group(1), module.group());
    }
    return modules;
  }

  private static Map<String, String> lowerFirst(Map<String, String> modules, String top) {
    Map<String, String> ordered = new LinkedHashMap<>();
    addWithLower(top, modules, ordered);
    return ordered;
  }

  private static void addWithLower(
      String name, Map<String, String> modules, Map<String, String> ordered) {
    String text = modules.get(name);
    if (text == null || ordered.containsKey(name)) {
      return;
    }
    for (MatchResult instance : INSTANCE.matcher(text).results().toList()) {
      addWithLower(instance.group(1), modules, ordered);
    }
    ordered.put(name, text);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
