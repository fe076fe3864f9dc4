package io.bitwright.spec.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FpgaPartLibraryTest {
  @ParameterizedTest
  @MethodSource("io.bitwright.spec.part.FpgaPartLibrary#names")
  void everyPartIsReadUnderItsNameWithASource(String name) {
    FpgaPart part = FpgaPartLibrary.get(name);

    assertThat(part.name()).isEqualTo(name);
    assertThat(part.source()).isNotBlank();
    assertThat(FpgaPartLibrary.resolve(name)).isEqualTo(part);
  }

  /**
   * Megabits of block RAM and of UltraRAM as the data sheets give them: 18 kbit and 288 kbit each.
   */
  @ParameterizedTest
  @CsvSource({
    "xck26, 5.1, 18.0",
    "xczu7ev, 11.0, 27.0",
    "xczu9eg, 32.1, 0",
    "xcvu9p, 75.9, 270.0",
    "xc7z020, 4.9, 0",
    "lfe5u-85f, 3.7, 0",
    "lfe5u-25f, 1.0, 0"
  })
  void memoryIsThatOfTheDataSheet(String name, double blockMegabits, double ultraMegabits) {
    FpgaPart part = FpgaPartLibrary.get(name);
    double kilobitsOfAMegabit = 1024;

    assertThat(part.blockRams() * 18 / kilobitsOfAMegabit)
        .isBetween(blockMegabits - 0.06, blockMegabits + 0.06);
    assertThat(part.ultraRams() * 288 / kilobitsOfAMegabit).isEqualTo(ultraMegabits);
  }

  @Test
  void aPathIsReadToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.write(file, FpgaPartLibrary.yaml("xck26"));

    assertThat(FpgaPartLibrary.resolve(file.toString())).isEqualTo(FpgaPartLibrary.get("xck26"));
  }

  @Test
  void anUnknownPartIsRefused() {
    assertThatThrownBy(() -> FpgaPartLibrary.resolve("xck62"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("unknown FPGA part \"xck62\"; give a YAML file or one of: xck26, ")
        .hasMessageEndingWith("; did you mean \"xck26\"?");
  }
}
