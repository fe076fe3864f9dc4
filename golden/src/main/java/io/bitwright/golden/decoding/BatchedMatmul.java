package io.bitwright.golden.decoding;

import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.golden.kernel.IntegerMatmul;
import io.bitwright.golden.kernel.PreparedWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets sequences of one model share its products: in a {@link #run} each product of all sequences
 * goes to the engine as one, with their rows below each other in the order of the sequences. Since
 * a row's sums depend on the row alone, the results are the same bit for bit as without it.
 *
 * <p>The engine is called by the thread that called {@link #run} or {@link #multiply}. One run at a
 * time.
 */
public final class BatchedMatmul implements IntegerMatmul, SequenceBatch {
  private static final ScopedValue<Lane> LANE = ScopedValue.newInstance();

  private final IntegerMatmul engine;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /**
   * @param engine computes the products
   */
  public BatchedMatmul(IntegerMatmul engine) {
    this.engine = engine;
  }

  /** What a sequence wants multiplied, and by what; weights tell which product it is. */
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Operands(byte[][] activations, IntegerWeights weights, PreparedWeights product) {}

  /** A sequence in a run; all fields are guarded by the lock. */
  private static final class Lane {
    private @Nullable Operands operands;
    private int @Nullable [][] sums;
    private float @Nullable [] result;
    private @Nullable Throwable failure;
    private boolean done;
  }

  @Override
  public int[][] multiply(byte[][] activations, IntegerWeights weights) {
    return multiply(
        new Operands(activations, weights, together -> engine.multiply(together, weights)));
  }

  @Override
  public PreparedWeights prepare(IntegerWeights weights) {
    PreparedWeights prepared = engine.prepare(weights);
    return activations -> multiply(new Operands(activations, weights, prepared));
  }

  private int[][] multiply(Operands operands) {
    return LANE.isBound()
        ? share(LANE.get(), operands)
        : operands.product().multiply(operands.activations());
  }

  /** Leaves the operands to the run's thread, and waits for their sums. */
  private int[][] share(Lane lane, Operands operands) {
    lock.lock();
    try {
      lane.operands = operands;
      changed.signalAll();
      while (lane.operands != null) {
        changed.awaitUninterruptibly();
      }
      int[][] sums = lane.sums;
      if (sums == null) {
        throw new IllegalStateException("the shared product failed", lane.failure);
      }
      lane.sums = null;
      return sums;
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the sequences ask for different products
   */
  @Override
  public List<float[]> run(List<Supplier<float[]>> passes) {
    List<Lane> lanes = new ArrayList<>();
    for (Supplier<float[]> pass : passes) {
      Lane lane = new Lane();
      lanes.add(lane);
      Thread.ofVirtual().start(() -> ScopedValue.where(LANE, lane).run(() -> compute(lane, pass)));
    }
    lock.lock();
    try {
      while (true) {
        while (lanes.stream().anyMatch(lane -> !lane.done && lane.operands == null)) {
          changed.awaitUninterruptibly();
        }
        List<Lane> waiting = lanes.stream().filter(lane -> lane.operands != null).toList();
        if (waiting.isEmpty()) {
          return results(lanes);
        }
        multiplyTogether(waiting);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  // Whatever is thrown in a lane's thread is thrown by run.
  @SuppressWarnings("CatchingUnchecked")
  private void compute(Lane lane, Supplier<float[]> pass) {
    float[] result = null;
    Throwable failure = null;
    try {
      result = pass.get();
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
    }
    lock.lock();
    try {
      lane.result = result;
      if (lane.failure == null) {
        lane.failure = failure;
      }
      lane.done = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The product of all waiting lanes; a failure is each lane's. */
  private void multiplyTogether(List<Lane> waiting) {
    try {
      List<Operands> all = waiting.stream().map(lane -> lane.operands).toList();
      IntegerWeights weights = all.getFirst().weights();
      List<byte[]> rows = new ArrayList<>();
      for (Operands operands : all) {
        if (operands.weights() != weights) {
          throw new IllegalStateException("the sequences of a batch ask for different products");
        }
        rows.addAll(List.of(operands.activations()));
      }
      int[][] sums = all.getFirst().product().multiply(rows.toArray(byte[][]::new));
      int row = 0;
      for (int i = 0; i < all.size(); i++) {
        int end = row + all.get(i).activations().length;
        waiting.get(i).sums = Arrays.copyOfRange(sums, row, end);
        row = end;
      }
    } catch (RuntimeException | Error thrown) {
      waiting.forEach(lane -> lane.failure = thrown);
    } finally {
      waiting.forEach(lane -> lane.operands = null);
    }
  }

  private static List<float[]> results(List<Lane> lanes) {
    List<float[]> results = new ArrayList<>();
    for (Lane lane : lanes) {
      switch (lane.failure) {
        case null -> results.add(lane.result);
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        default -> throw new AssertionError(lane.failure);
      }
    }
    return results;
  }
}
