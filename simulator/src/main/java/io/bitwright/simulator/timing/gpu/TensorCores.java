package io.bitwright.simulator.timing.gpu;

import io.bitwright.simulator.mapping.TensorCoreMapping;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.GpuSpec;
import io.bitwright.spec.accelerator.TileShape;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All streaming multiprocessors (SMs) of a chip on one product, memory left out.
 *
 * <p>A result is cut into tiles of tm x tn, one a multiprocessor at a time; where there are fewer
 * tiles than SMs, the sums of K may be split over s of them. With S multiprocessors, w = ceil(tiles
 * x s / S) waves, a rate of R FLOP/s and a feed of F bytes/s an SM:
 *
 * <pre>
 * perK    = max( 2 tm tn / R, (bytes of tm activations and tn weights) / F )
 * seconds = w ( perK x ceil64(K / s) + epilogue x tm tn / 32768 )
 *           + ( split + 8 M N batch s / (F S) where s > 1 )
 * </pre>
 *
 * ceil64 rounds up to 64 terms, one stage of a pipeline; 8 bytes are a partial sum of fp32 written
 * and read. s is 1 to 16, as long as one wave holds all parts. The best tile and split of a short
 * list is taken: all tiles of the description and their transposes, or, where a side of the result
 * is at most 32, tiles with a side of 8, 16 or 32 along it and every side of the description's
 * tiles along the other.
 */
final class TensorCores {
  /** Results of the tile that the epilogue's time is stated for. */
  private static final double EPILOGUE_RESULTS = 128.0 * 256;

  /** Terms of K that one stage of the pipeline holds. */
  private static final int STAGE_TERMS = 64;

  private static final int MOST_SPLITS = 16;

  /** Sides of narrow tiles: multiples of the 8 columns of one tensor-core instruction. */
  private static final int[] NARROW_SIDES = {8, 16, 32};

  private static final double PARTIAL_SUM_BYTES = 8;

  private final double multiprocessors;
  private final double feed;
  private final double epiloguePerResult;
  private final double split;
  private final int[] tileRows;
  private final int[] tileColumns;
  private final int[] longSides;

  private TensorCores(int multiprocessors, GpuSpec gpu) {
    this.multiprocessors = multiprocessors;
    this.feed = gpu.cache().feed().bytesPerSecond();
    this.epiloguePerResult = gpu.overheads().epilogue().seconds() / EPILOGUE_RESULTS;
    this.split = gpu.overheads().split().seconds();
    List<TileShape> tiles = largestFirst(gpu.tiles());
    this.tileRows = tiles.stream().mapToInt(TileShape::rows).toArray();
    this.tileColumns = tiles.stream().mapToInt(TileShape::columns).toArray();
    this.longSides = tiles.stream().mapToInt(TileShape::rows).distinct().sorted().toArray();
  }

  /** The multiprocessors of a description with the section {@code gpu}. */
  static TensorCores of(AcceleratorSpec accelerator, GpuSpec gpu) {
    return new TensorCores(accelerator.matrixUnit().count(), gpu);
  }

  /** Large tiles tend to win, and a bound on the others then skips most of the search. */
  private static List<TileShape> largestFirst(List<TileShape> tiles) {
    Set<TileShape> both = new LinkedHashSet<>();
    tiles.forEach(tile -> Stream.of(tile, tile.transposed()).forEach(both::add));
    return both.stream()
        .sorted(Comparator.comparingInt(tile -> -tile.rows() * tile.columns()))
        .toList();
  }

  /**
   * Equal products at a given rate.
   *
   * @param m rows of activations and results, at least 1
   * @param k length of the sums, at least 1
   * @param n columns of weights and results, at least 1
   * @param batch how many, at least 1
   * @param rate FLOP/s of the whole chip, two a multiply-accumulate
   * @param activationBytes bytes of an activation
   * @param weightBytes bytes of a weight
   */
  record Products(
      long m,
      long k,
      long n,
      double batch,
      double rate,
      double activationBytes,
      double weightBytes) {}

  /** Seconds of products; the cost of finding them does not depend on their size. */
  double seconds(Products products) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates(products); i++) {
      best = better(best, rows(i, products), columns(i, products), products);
    }
    return best;
  }

  /** The tile and the split that the seconds are of. */
  TensorCoreMapping mapping(Products products) {
    double least = seconds(products);
    int best = 0;
    while (better(Double.POSITIVE_INFINITY, rows(best, products), columns(best, products), products)
        != least) {
      best++;
    }
    return mapping(rows(best, products), columns(best, products), products);
  }

  private TensorCoreMapping mapping(int rows, int columns, Products products) {
    Tiling tiling = new Tiling(rows, columns, products);
    double least = tiling.wholeSeconds();
    int splits = 1;
    for (int parts = 2; parts <= tiling.mostParts(); parts++) {
      double seconds = tiling.splitSeconds(parts);
      if (seconds < least) {
        least = seconds;
        splits = parts;
      }
    }
    double waves = splits == 1 ? tiling.waves() : 1;
    return new TensorCoreMapping(rows, columns, splits, tiling.tiles, waves);
  }

  /** A result that is narrow has narrow tiles. */
  private int candidates(Products products) {
    return isNarrow(products) ? longSides.length : tileRows.length;
  }

  private int rows(int candidate, Products products) {
    if (!isNarrow(products)) {
      return tileRows[candidate];
    }
    return products.m <= products.n ? narrowSide(products.m) : longSides[candidate];
  }

  private int columns(int candidate, Products products) {
    if (!isNarrow(products)) {
      return tileColumns[candidate];
    }
    return products.m <= products.n ? longSides[candidate] : narrowSide(products.n);
  }

  private static boolean isNarrow(Products products) {
    return Math.min(products.m, products.n) <= NARROW_SIDES[NARROW_SIDES.length - 1];
  }

  private static int narrowSide(long size) {
    for (int side : NARROW_SIDES) {
      if (size <= side) {
        return side;
      }
    }
    throw new IllegalArgumentException("no narrow tile holds " + size);
  }

  /** The less of the best so far and the time with one tile and its best split. */
  private double better(double best, int rows, int columns, Products products) {
    Tiling tiling = new Tiling(rows, columns, products);
    if (tiling.leastSeconds() >= best) {
      return best;
    }
    double least = Math.min(best, tiling.wholeSeconds());
    for (int parts = 2; parts <= tiling.mostParts(); parts++) {
      least = Math.min(least, tiling.splitSeconds(parts));
    }
    return least;
  }

  /** Products cut into tiles of one size; short-lived, so that it costs no memory. */
  private final class Tiling {
    private final Products products;
    private final double tiles;
    private final double perTerm;
    private final double epilogue;

    Tiling(int rows, int columns, Products products) {
      this.products = products;
      double tilesOfM = Math.ceil((double) products.m / rows);
      double tilesOfN = Math.ceil((double) products.n / columns);
      tiles = tilesOfM * tilesOfN * products.batch;
      double bytes = rows * products.activationBytes + columns * products.weightBytes;
      double flops = 2.0 * rows * columns;
      perTerm = Math.max(flops * multiprocessors / products.rate, bytes / feed);
      epilogue = epiloguePerResult * rows * columns;
    }

    double waves() {
      return Math.ceil(tiles / multiprocessors);
    }

    /** A bound from below. */
    double leastSeconds() {
      return tiles / multiprocessors * perTerm * products.k;
    }

    /** Without a split. */
    double wholeSeconds() {
      return waves() * (perTerm * staged(products.k) + epilogue);
    }

    /** Parts of K that one wave holds; below 2 there is no split. */
    int mostParts() {
      return (int) Math.min(MOST_SPLITS, multiprocessors / tiles);
    }

    /** With so many parts of K, each on a multiprocessor. */
    double splitSeconds(int parts) {
      double resultsOfPart = (double) products.m * products.n * products.batch;
      double sumsOfPart = PARTIAL_SUM_BYTES * resultsOfPart / (feed * multiprocessors);
      double terms = perTerm * staged(Math.ceilDiv(products.k, parts));
      return terms + sumsOfPart * parts + epilogue + split;
    }
  }

  private static double staged(long terms) {
    return (double) ((terms + STAGE_TERMS - 1) & -STAGE_TERMS);
  }
}
