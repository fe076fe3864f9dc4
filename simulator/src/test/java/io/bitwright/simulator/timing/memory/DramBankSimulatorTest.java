package io.bitwright.simulator.timing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.timing.memory.DramBankSimulator.Request;
import io.bitwright.spec.dram.DramDevice;
import io.bitwright.spec.dram.DramLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed form of {@link DramChannel} against the channel played command by command. */
class DramBankSimulatorTest {
  private static final int WINDOW = 64;
  private static final double EXACT = 1e-9;

  /** Runs that all bank groups share evenly: equal in 99 of 100 cases, within 2 % in all. */
  @Test
  void evenRunsTakeWhatTheClosedFormSays() {
    int exact = 0;
    int tries = 200;
    for (int seed = 0; seed < tries; seed++) {
      Random random = new Random(seed);
      DramDevice device = Drams.random(random);
      double error = error(device, evenRun(device, random));
      assertThat(error).as("seed %d", seed).isBetween(-0.02, 0.02);
      exact += Math.abs(error) < EXACT ? 1 : 0;
    }
    assertThat(exact).isGreaterThanOrEqualTo((int) (0.98 * tries));
  }

  /** Any run: at most a fifth slower, where groups get unequal parts; equal in 9 of 10 cases. */
  @Test
  void anyRunsTakeAboutWhatTheClosedFormSays() {
    int exact = 0;
    int tries = 100;
    for (int seed = 1000; seed < 1000 + tries; seed++) {
      Random random = new Random(seed);
      DramDevice device = Drams.random(random);
      double error = error(device, 1 + random.nextInt((int) (4 * device.rowBursts())));
      assertThat(error).as("seed %d", seed).isBetween(-0.02, 0.2);
      exact += Math.abs(error) < EXACT ? 1 : 0;
    }
    assertThat(exact).isGreaterThanOrEqualTo((int) (0.9 * tries));
  }

  private static long evenRun(DramDevice device, Random random) {
    int alternating = DramChannel.alternatingGroups(device);
    return switch (random.nextInt(3)) {
      case 0 -> 1 + random.nextInt(alternating);
      case 1 -> alternating * (1L + random.nextInt((int) device.rowBursts()));
      default -> alternating * device.rowBursts() * (1 + random.nextInt(3));
    };
  }

  /**
   * Played over closed form, less one; between two numbers of runs, so that starts do not count.
   */
  private static double error(DramDevice device, long bursts) {
    int runs = (int) Math.max(2L * device.banks(), 300 / bursts);
    double seconds = played(device, bursts, 3 * runs) - played(device, bursts, runs);
    double closed = new DramChannel(device).runSeconds(bursts * (double) device.burstBytes());
    return seconds / (2 * runs) / closed - 1;
  }

  private static double played(DramDevice device, long bursts, int runs) {
    return new DramBankSimulator(device, WINDOW, false).serve(runs(device, bursts, runs));
  }

  private static List<Request> runs(DramDevice device, long bursts, int runs) {
    DramPlaces places = new DramPlaces(device);
    List<Request> requests = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      requests.addAll(places.run(bursts));
    }
    return requests;
  }

  static List<String> shipped() {
    return DramLibrary.names();
  }

  /** With refreshes, what ships takes its closed form within 1 % and one refresh. */
  @ParameterizedTest
  @MethodSource("shipped")
  void shippedDevicesKeepUpTheirClosedForm(String name) {
    DramDevice device = DramLibrary.get(name);
    long bursts = 8192;
    assertPlayed(device, AccessPattern.SEQUENTIAL, new DramPlaces(device).stream(bursts));
    for (long run : List.of(1L, 2L, 4L, 8L, 64L)) {
      AccessPattern pattern = new AccessPattern(run * (double) device.burstBytes());
      assertPlayed(device, pattern, runs(device, run, (int) (bursts / run)));
    }
  }

  private static void assertPlayed(
      DramDevice device, AccessPattern pattern, List<Request> requests) {
    double bytes = requests.size() * (double) device.burstBytes();
    double closed = new DramChannel(device).secondsPerByte(pattern) * bytes;
    double refresh = device.timing().refresh().seconds() + device.timing().rowCycleSeconds();

    assertThat(new DramBankSimulator(device, WINDOW, true).serve(requests))
        .as("%s", pattern)
        .isCloseTo(closed, within(0.01 * closed + refresh));
  }

  /** Banks by chance instead of one after the other: at most 5 % slower than the closed form. */
  @ParameterizedTest
  @MethodSource("shipped")
  void placesByChanceCostLittleMore(String name) {
    DramDevice device = DramLibrary.get(name);
    Random random = new Random(1);
    List<Request> requests = new ArrayList<>();
    for (int place = 0; place < 5000; place++) {
      requests.add(new Request(random.nextInt(device.banks()), place));
    }
    double closed =
        new DramChannel(device).runSeconds((double) device.burstBytes()) * requests.size();

    assertThat(new DramBankSimulator(device, WINDOW, false).serve(requests))
        .isBetween(closed, 1.05 * closed);
  }

  /**
   * DDR4-2400, one row, two reads of one bank group: 14.16 ns to the first read, 5 ns to the second
   * one, 14.16 ns to its data, which take 8 / 2400 MT/s.
   */
  @Test
  void twoReadsOfARowByHand() {
    DramDevice device = DramLibrary.get("ddr4-2400");
    List<Request> requests = List.of(new Request(0, 7), new Request(0, 7));

    assertThat(new DramBankSimulator(device, WINDOW, true).serve(requests))
        .isCloseTo(14.16e-9 + 5e-9 + 14.16e-9 + 8 / 2400e6, within(1e-15));
  }

  /** The second row of a bank waits for tRAS and tRP, and then as the first one. */
  @Test
  void twoRowsOfABankByHand() {
    DramDevice device = DramLibrary.get("ddr4-2400");
    List<Request> requests = List.of(new Request(3, 7), new Request(3, 8));

    assertThat(new DramBankSimulator(device, WINDOW, true).serve(requests))
        .isCloseTo(32e-9 + 14.16e-9 + 14.16e-9 + 14.16e-9 + 8 / 2400e6, within(1e-15));
  }

  /** A controller that sees one request at a time hides nothing. */
  @Property(tries = 30, seed = "3")
  void aWiderWindowIsNoSlower(@ForAll long seed) {
    DramDevice device = Drams.random(new Random(seed));
    List<Request> requests = runs(device, 1, 4 * device.banks());
    double alone = new DramBankSimulator(device, 1, false).serve(requests);

    assertThat(new DramBankSimulator(device, WINDOW, false).serve(requests))
        .isLessThanOrEqualTo(alone * (1 + EXACT));
  }
}
