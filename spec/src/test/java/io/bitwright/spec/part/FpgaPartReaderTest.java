package io.bitwright.spec.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Is a part read as it stands, and does a wrong one say where and why? */
class FpgaPartReaderTest {
  private static final String HEAD = "name: p\ndescription: d\nsource: s\n";
  private static final String LOGIC = "luts: 100\nflip-flops: 200\n";

  private static FpgaPart read(String rest) {
    return FpgaPartReader.read("p.yaml", (HEAD + rest).getBytes(UTF_8));
  }

  @Test
  void everyKeyIsRead() {
    FpgaPart part =
        read("family: xilinx\n" + LOGIC + "dsp-blocks: 3\nblock-rams: 4\nultra-rams: 5\n");

    assertThat(part).isEqualTo(new FpgaPart("p", "d", "s", FpgaFamily.XILINX, 100, 200, 3, 4, 5));
  }

  @Test
  void aPartWithoutUltraRamsNeedNotSaySo() {
    assertThat(read("family: ecp5\n" + LOGIC + "dsp-blocks: 0\nblock-rams: 4\n").ultraRams())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "family: xilnx, luts: 1 | p.yaml:4: family: unknown family of FPGAs \"xilnx\"; allowed: "
            + "xilinx, ecp5, ice40; did you mean \"xilinx\"?",
        "family: ecp5 | p.yaml:1: luts: missing; write a whole number from 1 to 100000000",
        "family: ecp5, luts: 0 | p.yaml:5: luts: \"0\" is out of range; write a whole number from 1"
            + " to 100000000",
        "family: ecp5, luts: 1.5 | p.yaml:5: luts: \"1.5\" is not a whole number; write a whole"
            + " number from 1 to 100000000",
        "family: ecp5, lut: 1 | p.yaml:5: lut: unknown key; allowed: name, description, source,"
            + " family, luts, flip-flops, dsp-blocks, block-rams, ultra-rams; did you mean \"luts\"?",
        "family: ecp5, luts: 1, flip-flops: 1, dsp-blocks: -1 | p.yaml:7: dsp-blocks: \"-1\" is out"
            + " of range; write a whole number from 0 to 1000000",
        "family: ice40, luts: 1, flip-flops: 1, dsp-blocks: 2, block-rams: 0 | p.yaml:7: dsp-blocks:"
            + " parts of the family ice40 have none; write 0",
        "family: ecp5, luts: 1, flip-flops: 1, dsp-blocks: 2, block-rams: 0, ultra-rams: 1 |"
            + " p.yaml:9: ultra-rams: parts of the family ecp5 have none; write 0"
      })
  void aWrongPartIsRefusedWithFileLineAndKey(String keys, String message) {
    assertThatThrownBy(() -> read(keys.replace(", ", "\n") + "\n"))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }
}
