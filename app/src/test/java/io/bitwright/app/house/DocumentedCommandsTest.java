package io.bitwright.app.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The papers show what the commands print. CONTRIBUTING.md states the rules. */
class DocumentedCommandsTest {
  /** Looks like the repository's root to the commands; what they write stays out of it. */
  @TempDir private static Path folder;

  @BeforeAll
  static void linkTheRepositorysEntries() throws IOException {
    try (Stream<Path> entries = Files.list(Repository.ROOT)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!name.equals("bitwright") && !name.startsWith(".")) {
          Files.createSymbolicLink(folder.resolve(name), entry);
        }
      }
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String stub =
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED '-Dbitwright.root=%s' \
        -cp '%s' io.bitwright.app.Main "$@"
        """
            .formatted(java, Repository.ROOT, System.getProperty("java.class.path"));
    Path command = Files.writeString(folder.resolve("bitwright"), stub);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @TestFactory
  Stream<DynamicTest> everyShownCommandPrintsWhatThePageShows() {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Path page : Repository.files(".md")) {
      commands.addAll(DocumentedCommand.of(page));
    }
    assertThat(commands).isNotEmpty();
    return commands.stream()
        .map(c -> DynamicTest.dynamicTest(c.place() + " " + c.command(), () -> assertTrue(c)));
  }

  private static void assertTrue(DocumentedCommand documented) throws Exception {
    assumeTrue(
        documented.notRunBecause().isEmpty(),
        documented.place() + " " + documented.command() + ": " + documented.notRunBecause());
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", documented.command());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor())
        .as("exit status of %s, which printed:%n%s", documented.command(), output)
        .isEqualTo(documented.showsRefusal() ? 2 : 0);
    if (!documented.shownOutput().isEmpty()) {
      assertThat(output).as(documented.place()).matches(documented.expectedOutput());
    }
  }

  @Test
  void commandsAreFoundWithTheOutputBelowThem() {
    String page =
        """
        Text with `./bitwright list` in a line is no command.
        ```
        $ ./bitwright list --json
        {
        ...
        }

        $ ls
        ./bitwright cosim
        ```
        <!-- not run by the tests: it takes an hour -->
        ```
        ./bitwright demo
        ```
        """;

    assertThat(DocumentedCommand.of("page.md", page.lines().toList()))
        .containsExactly(
            new DocumentedCommand(
                "page.md:3", "./bitwright list --json", List.of("{", "...", "}"), ""),
            new DocumentedCommand("page.md:9", "./bitwright cosim", List.of(), ""),
            new DocumentedCommand("page.md:13", "./bitwright demo", List.of(), "it takes an hour"));
  }

  @Test
  void marksStandForWhatMayDiffer() {
    assertThat("took 1.25 ms in all\n").matches(pattern("took <time> in all"));
    assertThat("cells      1,024 LUT\n").matches(pattern("cells  <number> LUT"));
    assertThat("a\nb\nc\nd\n").matches(pattern("a", "...", "d"));
    assertThat("a\nd\n").matches(pattern("a", "...", "d"));

    assertThat("took long in all\n").doesNotMatch(pattern("took <time> in all"));
    assertThat("a\nb\n").doesNotMatch(pattern("a"));
    assertThat("a.b\n").doesNotMatch(pattern("a+b"));
    assertThat("a\nc\n").doesNotMatch(pattern("a", "...", "d"));
  }

  private static Pattern pattern(String... lines) {
    return new DocumentedCommand("", "", List.of(lines), "").expectedOutput();
  }
}
