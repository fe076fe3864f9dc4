package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bitwright.spec.SpecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files: a clear error or a library, never a crash, never a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedLibrariesTest {
  private static final int SLICE_BYTES = 30_000;
  private static final byte[] BRACKETS = "(){}\"';:,\\/*!".getBytes(StandardCharsets.ISO_8859_1);
  private static final List<String> NUMBERS =
      List.of("1e999", "-1e308", "9".repeat(5_000), "NaN", "0x1p3", "1e", "--1", "", "4.9e-324");

  @Test
  void fiveHundredMutantsOfASmallLibraryAreReadOrRefused() {
    byte[] base = SmallLibrary.TEXT.getBytes(StandardCharsets.ISO_8859_1);

    List<String> refusals = refusals(base, 500, new Random(20260103));

    assertThat(refusals).hasSizeBetween(150, 499);
    assertThat(refusals).allSatisfy(MutatedLibrariesTest::assertClear);
    assertThat(refusals.stream().distinct()).as("different faults").hasSizeGreaterThan(100);
  }

  /** The head of each library in use, cut off somewhere within a cell and closed again. */
  @Test
  void mutantsOfLibrariesInUseAreReadOrRefused() throws IOException {
    Random random = new Random(20260104);
    for (Path file : librariesInUse()) {
      byte[] base = slice(file);
      assertThat(LibertyReader.parse("mutant.lib", base).cells()).as("%s", file).isNotEmpty();
      assertThat(refusals(base, 100, random)).allSatisfy(MutatedLibrariesTest::assertClear);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] base = SmallLibrary.TEXT.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    for (int length = 0; length < base.length; length += 7) {
      List<String> refusals = new ArrayList<>();
      readOrRefuse(Arrays.copyOf(base, length), refusals);
      assertThat(refusals).as("%d bytes", length).hasSize(1).allSatisfy(r -> assertClear(r));
    }
  }

  private static List<Path> librariesInUse() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(RealLibrariesTest.LIBRARIES)) {
      try (Stream<Path> found = Files.list(RealLibrariesTest.LIBRARIES)) {
        found.filter(file -> file.toString().endsWith(".lib")).sorted().forEach(files::add);
      }
    }
    if (Files.exists(RealLibrariesTest.OSU018)) {
      files.add(RealLibrariesTest.OSU018);
    }
    return files;
  }

  /** The library's head and its cells as far as they end within the slice. */
  private static byte[] slice(Path file) throws IOException {
    byte[] head;
    try (InputStream stream = Files.newInputStream(file)) {
      head = stream.readNBytes(20 * SLICE_BYTES);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int first = nextCell(text, 0);
    int end = nextCell(text, first + 1);
    int next = end;
    while (next > 0 && next < SLICE_BYTES) {
      end = next;
      next = nextCell(text, next + 1);
    }
    return (text.substring(0, end) + "}").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int nextCell(String text, int from) {
    int spaced = text.indexOf("cell (", from);
    int tight = text.indexOf(" cell(", from);
    int next = spaced < 0 || (tight >= 0 && tight < spaced) ? tight : spaced;
    return next;
  }

  private static List<String> refusals(byte[] base, int mutants, Random random) {
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < mutants; i++) {
      byte[] mutant = base;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutant = mutated(mutant, random);
      }
      readOrRefuse(mutant, refusals);
    }
    return refusals;
  }

  private static void readOrRefuse(byte[] bytes, List<String> refusals) {
    try {
      LibertyReader.parse("mutant.lib", bytes).cells();
    } catch (SpecException e) {
      refusals.add(e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      fail("a mutant crashed the reader:\n" + new String(bytes, StandardCharsets.ISO_8859_1), e);
    }
  }

  private static void assertClear(String message) {
    assertThat(message).matches("mutant\\.lib:\\d+: .{8,}").hasSizeLessThan(4_000);
  }

  private static byte[] mutated(byte[] base, Random random) {
    int start = random.nextInt(base.length);
    int end = Math.min(base.length, start + 1 + random.nextInt(40));
    byte[] part = Arrays.copyOfRange(base, start, end);
    return switch (random.nextInt(7)) {
      case 0 -> joined(base, start, new byte[0], end);
      case 1 -> joined(base, end, part, end);
      case 2 -> joined(base, start, reversed(part), end);
      case 3 -> Arrays.copyOf(base, Math.max(1, start));
      case 4 -> joined(base, start, bracket(random), start + random.nextInt(2));
      case 5 -> number(base, start, random);
      default -> joined(base, start, noise(random), end);
    };
  }

  /** Exchanges the next number for a strange one. */
  private static byte[] number(byte[] base, int from, Random random) {
    int start = from;
    while (start < base.length && !Character.isDigit(base[start])) {
      start++;
    }
    int end = start;
    while (end < base.length && Character.isDigit(base[end])) {
      end++;
    }
    String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return joined(base, start, number.getBytes(StandardCharsets.ISO_8859_1), end);
  }

  private static byte[] bracket(Random random) {
    byte[] brackets = new byte[1 + random.nextInt(3)];
    Arrays.fill(brackets, BRACKETS[random.nextInt(BRACKETS.length)]);
    return brackets;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(8)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] reversed(byte[] part) {
    byte[] turned = new byte[part.length];
    for (int i = 0; i < part.length; i++) {
      turned[i] = part[part.length - 1 - i];
    }
    return turned;
  }

  private static byte[] joined(byte[] base, int to, byte[] middle, int from) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(base, 0, to);
    joined.writeBytes(middle);
    joined.write(base, from, base.length - Math.min(base.length, from));
    return joined.toByteArray();
  }
}
