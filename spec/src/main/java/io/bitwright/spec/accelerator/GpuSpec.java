package io.bitwright.spec.accelerator;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.List;
import java.util.Map;

/**
 * What a graphics processor has beyond a chip of arrays; its matrix unit is of the kind {@link
 * MatrixUnitKind#TENSOR_CORE}, one unit a streaming multiprocessor (SM).
 *
 * @param tiles parts of a result that one SM computes at a time, each also used transposed
 * @param overlapExponent p of {@code (a^p + b^p)^(1/p)}, the time of computing a and moving b at
 *     once: 1 is one after the other, infinity the longer of both
 * @param powerLimit rates that the power limit allows
 * @param cache the level-2 cache
 * @param memory what of the memory's peak bandwidth is reached
 * @param overheads times that do not depend on the size of a kernel
 * @param kernels efficiencies of the kernels that are no matrix products
 */
public record GpuSpec(
    List<TileShape> tiles,
    double overlapExponent,
    PowerLimit powerLimit,
    Cache cache,
    MemoryAccess memory,
    Overheads overheads,
    Kernels kernels) {
  public GpuSpec {
    tiles = List.copyOf(tiles);
  }

  /**
   * Rates of the tensor cores under the power limit.
   *
   * @param burst share of the peak rate after a rest, by the format of the weights
   * @param sustained share of the burst rate that remains in long work
   * @param timeConstant time in which the rate falls from burst to sustained by 63 %
   */
  public record PowerLimit(
      Map<NumberFormat, Double> burst, double sustained, TimeSpan timeConstant) {
    public PowerLimit {
      burst = Map.copyOf(burst);
    }
  }

  /**
   * The level-2 cache.
   *
   * @param capacity bytes
   * @param bandwidth of all SMs together
   * @param feed what one SM draws from it into its shared memory
   * @param dirty bytes of other kernels that a kernel finds in it and that must be written back
   */
  public record Cache(ByteSize capacity, Bandwidth bandwidth, Bandwidth feed, ByteSize dirty) {}

  /**
   * Transfers to and from memory.
   *
   * @param efficiency share of the peak bandwidth that long transfers reach
   * @param ramp bytes that could have been moved while the stream of a large transfer fills
   * @param rampScale size of a transfer that pays 63 % of the ramp
   */
  public record MemoryAccess(double efficiency, ByteSize ramp, ByteSize rampScale) {}

  /**
   * Times that do not depend on the size of a kernel.
   *
   * @param launch launch of a kernel alone, or of a whole graph of kernels
   * @param gap from one kernel of a graph to the next
   * @param prologue from the start of a product to a full pipeline
   * @param epilogue store of a tile of 128 x 256 results, once a wave of tiles; other tiles take
   *     time in proportion to their size
   * @param split more for a product whose sums are split over several SMs
   * @param batched start of a batched product, instead of the prologue
   * @param shardedLayer the host's time for the forward pass of a layer whose weights are gathered
   *     first; the chip waits where it is faster
   */
  public record Overheads(
      TimeSpan launch,
      TimeSpan gap,
      TimeSpan prologue,
      TimeSpan epilogue,
      TimeSpan split,
      TimeSpan batched,
      TimeSpan shardedLayer) {

    /** A host that never keeps the chip waiting. */
    public Overheads(
        TimeSpan launch,
        TimeSpan gap,
        TimeSpan prologue,
        TimeSpan epilogue,
        TimeSpan split,
        TimeSpan batched) {
      this(launch, gap, prologue, epilogue, split, batched, new TimeSpan(0));
    }
  }

  /**
   * Efficiencies of the kernels that are no matrix products.
   *
   * @param elementwise share of the sustained bandwidth that element-wise kernels reach
   * @param attention share of the time of its products and exponentials in that of attention
   * @param exponentials exponentials of one SM in a clock cycle
   */
  public record Kernels(double elementwise, double attention, int exponentials) {}
}
