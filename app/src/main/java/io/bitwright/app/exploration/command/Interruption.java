package io.bitwright.app.exploration.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during long work: the work is asked to stop, and the process waits until what is done is
 * kept.
 */
final class Interruption implements AutoCloseable {
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final CountDownLatch kept = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interruption");
  private volatile boolean stopping;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    stopping = true;
    try {
      kept.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work is to stop. */
  boolean isStopping() {
    return stopping;
  }

  /** What is done is kept, and the process may end. */
  @Override
  public void close() {
    kept.countDown();
    if (!stopping) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The process is ending already.
      }
    }
  }
}
