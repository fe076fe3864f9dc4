package io.bitwright.testbench.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private ToolRun shell(String script, Duration limit) {
    return ToolRun.of(List.of("/bin/sh", "-c", script), folder, limit);
  }

  @Test
  void outputOfBothStreamsAndTheExitStatusAreKept() {
    ToolRun run = shell("echo out; echo err >&2; exit 3", MINUTE);
    assertThat(run.exitStatus()).isEqualTo(3);
    assertThat(run.output()).isEqualTo("out\nerr\n");
  }

  @Test
  void programRunsInItsFolder() {
    assertThat(shell("touch here", MINUTE).orThrow("touching").exitStatus()).isZero();
    assertThat(folder.resolve("here")).exists();
  }

  @Test
  void failureShowsTheFirstLines() {
    ToolRun run = shell("seq 1 1000; exit 1", MINUTE);
    assertThatThrownBy(() -> run.orThrow("counting"))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageStartingWith("counting failed: /bin/sh gave exit status 1")
        .hasMessageContaining("20")
        .hasMessageNotContaining("\n21");
  }

  @Test
  void programThatDoesNotEndIsEndedWithItsChildren() throws Exception {
    Path late = folder.resolve("late");
    assertThatThrownBy(() -> shell("(sleep 2; touch late); true", Duration.ofMillis(300)))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("did not end within");
    Thread.sleep(2500);
    assertThat(Files.exists(late)).as("a child lived on").isFalse();
  }
}
