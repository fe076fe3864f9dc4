package io.bitwright.app.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkLimitTest {

  @Test
  void whoIsOneTooManyIsRefusedAfterAWhile() {
    WorkLimit limit = new WorkLimit(1, Duration.ZERO);

    String outer =
        limit.run(() -> {
          Thread other =
              Thread.ofVirtual()
                  .unstarted(() ->
                      assertThatThrownBy(() -> limit.run(() -> "inner"))
                          .isInstanceOf(RefusedException.class)
                          .hasMessageContaining("too much is asked for at once"));
          return ended(other) ? "outer" : "interrupted";
        });

    assertThat(outer).isEqualTo("outer");
  }

  @Test
  void placesAreGivenBackByWorkThatFails() {
    WorkLimit limit = new WorkLimit(1, Duration.ZERO);

    assertThatThrownBy(() ->
            limit.run(() -> {
              throw new IllegalStateException("failed");
            }))
        .hasMessage("failed");
    assertThat(limit.run(() -> "next")).isEqualTo("next");
  }

  private static boolean ended(Thread thread) {
    Throwable[] failure = new Throwable[1];
    thread.setUncaughtExceptionHandler((_, thrown) -> failure[0] = thrown);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    assertThat(failure[0]).isNull();
    return true;
  }
}
