package io.bitwright.spec.accelerator;

import io.bitwright.spec.document.Section;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.quantity.TimeSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The section {@code gpu} of an accelerator description. */
final class GpuReader {
  private static final String SHARE = "a number above 0 and at most 1";

  private GpuReader() {}

  static GpuSpec read(Section gpu) {
    return new GpuSpec(
        tiles(gpu),
        gpu.number("overlap", "a number from 1 to 100", p -> p >= 1 && p <= 100),
        powerLimit(gpu.section("power-limit", AcceleratorKeys.GPU_POWER_LIMIT)),
        cache(gpu.section("cache", AcceleratorKeys.GPU_CACHE)),
        memory(gpu.section("memory", AcceleratorKeys.GPU_MEMORY)),
        overheads(gpu.section("overheads", AcceleratorKeys.GPU_OVERHEADS)),
        kernels(gpu.section("kernels", AcceleratorKeys.GPU_KERNELS)));
  }

  private static List<TileShape> tiles(Section gpu) {
    List<TileShape> tiles = new ArrayList<>();
    List<String> texts = gpu.texts("tiles");
    if (texts.isEmpty() || texts.size() > AcceleratorLimits.TILES) {
      String allowed = "a list of 1 to " + AcceleratorLimits.TILES + " tiles such as 128x256";
      throw gpu.problem("tiles", "has " + texts.size() + " tiles; write " + allowed);
    }
    for (int i = 0; i < texts.size(); i++) {
      TileShape tile = gpu.parse("tiles[" + i + "]", texts.get(i), TileShape::parse);
      if (tiles.contains(tile) || tiles.contains(tile.transposed())) {
        throw gpu.problem("tiles[" + i + "]", "the tile " + tile + " stands here again");
      }
      tiles.add(tile);
    }
    return tiles;
  }

  private static GpuSpec.PowerLimit powerLimit(Section section) {
    Map<NumberFormat, Double> burst = new EnumMap<>(NumberFormat.class);
    Section shares = section.section("burst", NumberFormat.VOCABULARY.words());
    for (String format : shares.keys()) {
      burst.put(NumberFormat.parse(format), share(shares, format));
    }
    TimeSpan timeConstant = time(section, "time-constant");
    if (timeConstant.seconds() == 0) {
      throw section.problem("time-constant", "is 0 s; write a time above 0 s such as 1.5 ms");
    }
    return new GpuSpec.PowerLimit(burst, share(section, "sustained"), timeConstant);
  }

  private static GpuSpec.Cache cache(Section section) {
    ByteSize capacity = sizeAboveZero(section, "capacity");
    ByteSize dirty = size(section, "dirty");
    if (dirty.bytes() > capacity.bytes()) {
      String most = " B are more than the cache holds; write at most " + capacity.bytes() + " B";
      throw section.problem("dirty", dirty.bytes() + most);
    }
    return new GpuSpec.Cache(
        capacity, bandwidth(section, "bandwidth"), bandwidth(section, "feed"), dirty);
  }

  private static GpuSpec.MemoryAccess memory(Section section) {
    return new GpuSpec.MemoryAccess(
        share(section, "efficiency"), size(section, "ramp"), sizeAboveZero(section, "ramp-scale"));
  }

  private static GpuSpec.Overheads overheads(Section section) {
    return new GpuSpec.Overheads(
        overhead(section, "launch"),
        overhead(section, "gap"),
        overhead(section, "prologue"),
        overhead(section, "epilogue"),
        overhead(section, "split"),
        overhead(section, "batched"),
        host(section, "sharded-layer"));
  }

  private static GpuSpec.Kernels kernels(Section section) {
    return new GpuSpec.Kernels(
        share(section, "elementwise"),
        share(section, "attention"),
        section.integer("exponentials", AcceleratorLimits.EXPONENTIALS));
  }

  private static double share(Section section, String key) {
    return section.number(key, SHARE, value -> value > 0 && value <= 1);
  }

  private static TimeSpan overhead(Section section, String key) {
    TimeSpan overhead = time(section, key);
    if (overhead.seconds() > AcceleratorLimits.OVERHEAD.seconds()) {
      throw section.problem(key, "is out of range; write at most 1 ms, such as 1.5 us");
    }
    return overhead;
  }

  private static TimeSpan host(Section section, String key) {
    TimeSpan time =
        section
            .optionalValue(key, Dimension.TIME.expectation(), TimeSpan::parse)
            .orElse(new TimeSpan(0));
    if (time.seconds() > AcceleratorLimits.HOST.seconds()) {
      throw section.problem(key, "is out of range; write at most 100 ms, such as 1.5 ms");
    }
    return time;
  }

  private static TimeSpan time(Section section, String key) {
    return section.value(key, Dimension.TIME.expectation(), TimeSpan::parse);
  }

  private static ByteSize size(Section section, String key) {
    return section.value(key, Dimension.SIZE.expectation(), ByteSize::parse);
  }

  private static ByteSize sizeAboveZero(Section section, String key) {
    ByteSize size = size(section, key);
    if (size.bytes() == 0) {
      throw section.problem(key, "is 0 B; write a size above 0 B such as 40 MB");
    }
    return size;
  }

  private static Bandwidth bandwidth(Section section, String key) {
    return section.value(key, Dimension.BANDWIDTH.expectation(), Bandwidth::parse);
  }
}
