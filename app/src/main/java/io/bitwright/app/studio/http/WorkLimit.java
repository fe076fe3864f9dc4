package io.bitwright.app.studio.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many pieces of work run at a time; others wait a while. */
public final class WorkLimit {
  private final Semaphore places;
  private final Duration patience;

  /**
   * A limit.
   *
   * @param atOnce at least 1
   * @param patience how long one more waits for its turn
   */
  public WorkLimit(int atOnce, Duration patience) {
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /**
   * Works when there is a place.
   *
   * @throws RefusedException if there is none in time
   */
  public <T> T run(Supplier<T> work) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static RefusedException busy() {
    return new RefusedException(
        RefusedException.BUSY, "too much is asked for at once; ask again when some of it is done");
  }
}
