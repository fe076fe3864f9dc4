package io.bitwright.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.Main;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.TextStyle;
import io.bitwright.spec.document.DocumentNode;
import io.bitwright.spec.document.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CI examples of docs/ci.md are YAML, and each command in them is there with its options. */
class CiExamplesTest {
  private static final Path FOLDER = Repository.ROOT.resolve("docs/examples/ci");

  /** Keys whose values are shell commands: GitHub's, GitLab's. */
  private static final Set<String> COMMAND_KEYS =
      Set.of("run", "script", "before_script", "after_script");

  /** A command line of an example. */
  record Command(String file, List<String> words) {}

  static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (Path file : Repository.files(".yaml")) {
      if (file.startsWith(FOLDER)) {
        String name = Repository.relative(file);
        List<String> texts = new ArrayList<>();
        collect(YamlReader.read(file).root(), false, texts);
        texts.stream()
            .flatMap(text -> text.replaceAll("\\\\\n *", "").lines())
            .filter(line -> !line.isBlank())
            .forEach(line -> commands.add(new Command(name, List.of(line.strip().split("\\s+")))));
      }
    }
    return commands;
  }

  /** Gathers the texts below keys of commands. */
  private static void collect(DocumentNode node, boolean isCommand, List<String> texts) {
    switch (node) {
      case DocumentNode.Mapping mapping ->
          mapping
              .entries()
              .forEach((key, entry) -> collect(entry.value(), COMMAND_KEYS.contains(key), texts));
      case DocumentNode.Sequence list ->
          list.items().forEach(item -> collect(item, isCommand, texts));
      case DocumentNode.Scalar scalar -> {
        if (isCommand) {
          texts.add(scalar.text());
        }
      }
    }
  }

  @Test
  void bothServicesCoSimulateHoldABaselineAndValidate() {
    assertThat(commands())
        .extracting(Command::file)
        .contains("docs/examples/ci/github-workflow.yaml", "docs/examples/ci/gitlab-ci.yaml");
    assertThat(commands())
        .extracting(command -> command.words().get(1))
        .containsExactly("cosim", "estimate", "validate", "cosim", "estimate", "validate");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExistsWithItsOptions(Command command) {
    String program = command.words().getFirst();
    assertThat(program).startsWith("./");
    assertThat(Repository.ROOT.resolve(program)).isExecutable();
    assertThat(program).as("the one whose options are known").isEqualTo("./bitwright");

    Set<String> known = optionsOf(command.words().get(1));
    assertThat(command.words().stream().filter(word -> word.startsWith("--")))
        .isNotEmpty()
        .allMatch(known::contains);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFileThatIsReadIsThere(Command command) {
    List<String> words = command.words();
    for (int i = 0; i < words.size() - 1; i++) {
      if (words.get(i).equals("--baseline")) {
        assertThat(Repository.ROOT.resolve(words.get(i + 1))).isRegularFile();
      }
    }
    assertThat(words).hasSizeGreaterThan(2);
  }

  @Test
  void unknownOptionsAndCommandsAreNoticed() {
    assertThat(optionsOf("cosim")).contains("--junit", "--baseline").doesNotContain("--junitxml");
    assertThat(optionsOf("cosimulate")).isEmpty();
  }

  /** Examples are shown from the page that explains them. */
  @Test
  void everyExampleIsLinked() throws Exception {
    String page = Files.readString(Repository.ROOT.resolve("docs/ci.md"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> "examples/ci/" + Objects.requireNonNull(file.getFileName())))
          .allMatch(page::contains);
    }
  }

  private static Set<String> optionsOf(String subcommand) {
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(help, false, StandardCharsets.UTF_8);
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    new Main(new Console(out, nowhere, TextStyle.PLAIN, false)).run(subcommand, "--help");
    String text = help.toString(StandardCharsets.UTF_8);
    // Of an unknown command Bitwright's own help is shown.
    if (!text.startsWith("Usage: bitwright " + subcommand + " ")) {
      return Set.of();
    }
    return Set.copyOf(
        Arrays.stream(text.split("[^-a-z]+"))
            .filter(word -> word.startsWith("--"))
            .distinct()
            .toList());
  }
}
