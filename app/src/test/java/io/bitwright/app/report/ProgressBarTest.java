package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void silentWhereNoPersonWatches() {
    run(false, 3_000_000_000L);

    assertThat(text()).isEmpty();
  }

  @Test
  void silentWhenTheWorkIsShort() {
    run(true, 100_000_000L);

    assertThat(text()).isEmpty();
  }

  @Test
  void showsLongWorkAndWipesItselfAway() {
    run(true, 3_000_000_000L);

    assertThat(text())
        .contains("proving [" + "#".repeat(15) + ".".repeat(15) + "] 1/2")
        .endsWith("\r\u001b[K");
  }

  private void run(boolean watched, long nanosPerStep) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, TextStyle.PLAIN, watched);
    try (ProgressBar bar = new ProgressBar(console, "proving", 2, nanos::get)) {
      for (int i = 0; i < 2; i++) {
        nanos.addAndGet(nanosPerStep);
        bar.step();
      }
    }
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
