package io.bitwright.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's daily path, with a finished build whose "JVM" prints what it was given. */
class LauncherTest {
  private static final Path LAUNCHER = Repository.ROOT.resolve("bitwright");
  private static final String ARGUMENT_PRINTER =
      """
      #!/bin/sh
      while [ "$1" != io.bitwright.app.Main ]; do shift; done
      shift
      for argument in "$@"; do printf '[%s]\\n' "$argument"; done
      pwd
      printf '%s\\n' "${LC_ALL:-unset}"
      exit 7
      """;

  @TempDir private Path state;

  private record Outcome(int status, List<String> out, String err) {}

  @BeforeEach
  void layAFinishedBuild() throws IOException {
    Path version = Files.createDirectories(state.resolve("versions/one"));
    Path java = Files.createDirectories(state.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, ARGUMENT_PRINTER);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path stamp = Files.writeString(version.resolve("stamp"), "");
    // Newer than any source, whatever is edited while this test runs.
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(3600)));
    Files.write(
        version.resolve("launch"),
        List.of(
            Repository.ROOT.toString(), state.resolve("jdk").toString(), version.toString(), "cp"));
    Files.createSymbolicLink(state.resolve("current"), Path.of("versions/one"));
  }

  @Test
  void argumentsPassThroughExactly() throws Exception {
    Outcome outcome =
        run(LAUNCHER, state, "a b", "", "*", "$HOME", "é", "--x=\"y\"", "back\\slash");

    assertThat(outcome.out().subList(0, 7))
        .containsExactly("[a b]", "[]", "[*]", "[$HOME]", "[é]", "[--x=\"y\"]", "[back\\slash]");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void exitStatusIsTheCommands() throws Exception {
    assertThat(run(LAUNCHER, state, "list").status()).isEqualTo(7);
  }

  @Test
  void callersFolderStaysTheWorkingFolder() throws Exception {
    Path elsewhere = Files.createDirectory(state.resolve("else where")).toRealPath();

    assertThat(run(LAUNCHER, elsewhere, "list").out()).contains(elsewhere.toString());
  }

  @Test
  void symbolicLinksToTheLauncherAreFollowed() throws Exception {
    Path bin = Files.createDirectories(state.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), LAUNCHER);
    Path second = Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));

    assertThat(run(second, state, "list").out()).contains("[list]");
  }

  @Test
  void localeThatCannotCarryTheArgumentsIsReplaced() throws Exception {
    assertThat(run(LAUNCHER, state, "list").out()).endsWith("C.UTF-8");
  }

  @Test
  void sparksJarsAreOnTheClassPathOnlyWhereSparkIsAskedFor() throws Exception {
    Path java = state.resolve("jdk/bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Path spark = Files.createDirectory(state.resolve("versions/one/spark"));

    assertThat(run(LAUNCHER, state, "explore", "space.yaml", "--engine", "spark").out())
        .contains("cp:" + spark + "/*", "--sun-misc-unsafe-memory-access=allow");
    assertThat(run(LAUNCHER, state, "explore", "space.yaml", "--engine=spark").out())
        .contains("cp:" + spark + "/*");
    assertThat(run(LAUNCHER, state, "explore", "space.yaml", "--engine", "local").out())
        .contains("cp")
        .doesNotContain("--sun-misc-unsafe-memory-access=allow");
    assertThat(run(LAUNCHER, state, "explore", "--engine", "spark", "--help").out()).contains("cp");
  }

  @Test
  void everyScriptIsValidShell() throws Exception {
    for (String script :
        List.of(
            "bitwright",
            "verify",
            ".ci/run",
            "scripts/tools.sh",
            "scripts/build.sh",
            "scripts/freshness.sh",
            "bench/run")) {
      Process process =
          new ProcessBuilder("sh", "-n", script)
              .directory(Repository.ROOT.toFile())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .as(script)
          .isEmpty();
      assertThat(process.waitFor()).as(script).isZero();
    }
  }

  private Outcome run(Path launcher, Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(state.resolve("err").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("BITWRIGHT_"));
    environment.put("LANG", "C");
    environment.put("BITWRIGHT_STATE", state.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(
        process.waitFor(), out.lines().toList(), Files.readString(state.resolve("err")));
  }
}
