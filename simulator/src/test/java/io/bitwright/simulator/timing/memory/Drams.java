package io.bitwright.simulator.timing.memory;

import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramTiming;
import io.bitwright.spec.quantity.ByteSize;
import io.bitwright.spec.quantity.TimeSpan;
import io.bitwright.spec.quantity.TransferRate;
import java.util.Random;

/** Random dynamic memories for tests, within what devices are like: at least eight banks. */
public final class Drams {
  private Drams() {}

  /** Any sizes and times; the same random numbers give the same device. */
  public static DramDevice random(Random random) {
    int groups = 1 << random.nextInt(4);
    int banks = Math.max(8, groups << random.nextInt(4));
    int width = 8 << random.nextInt(4);
    int burstLength = 4 << random.nextInt(3);
    double rate = 1e6 * (800 + random.nextInt(5600));
    long row = (long) width / 8 * burstLength * (8L << random.nextInt(5));
    return new DramDevice(
        "random",
        "test",
        new TransferRate(rate),
        width,
        burstLength,
        groups,
        banks,
        new ByteSize(row),
        timing(random, burstLength / rate));
  }

  private static DramTiming timing(Random random, double burstSeconds) {
    double readToRead = burstSeconds * (random.nextBoolean() ? 1 : between(random, 1, 2));
    double activates = between(random, 2e-9, 8e-9);
    return new DramTiming(
        new TimeSpan(between(random, 10e-9, 20e-9)),
        new TimeSpan(15e-9),
        new TimeSpan(between(random, 10e-9, 20e-9)),
        new TimeSpan(between(random, 25e-9, 45e-9)),
        new TimeSpan(between(random, 4e-9, 8e-9)),
        new TimeSpan(activates),
        new TimeSpan(activates * between(random, 1, 2)),
        new TimeSpan(between(random, 8e-9, 48e-9)),
        new TimeSpan(readToRead),
        new TimeSpan(readToRead * between(random, 1, 3)),
        new TimeSpan(between(random, 150e-9, 400e-9)),
        new TimeSpan(3.9e-6 * (1 + random.nextInt(2))));
  }

  private static double between(Random random, double least, double most) {
    return least + (most - least) * random.nextDouble();
  }
}
