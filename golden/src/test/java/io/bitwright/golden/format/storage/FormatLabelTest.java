package io.bitwright.golden.format.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.Codebook;
import io.bitwright.spec.format.NumberFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatLabelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary/tensor/fp32",
        "ternary/row/bf16",
        "ternary-packed/g256/fp16",
        "bcq-3/g128/fp32",
        "int2/g64/fp16",
        "int7-asymmetric/token/fp16",
        "nf4/g64/double-quantised-256",
        "nf2/g64/fp16",
        "fp8-e4m3/tensor/fp32",
        "fp8-e5m2",
        "bf16",
        "ternary-dictionary-16",
      })
  void labelsComeBack(String label) {
    assertThat(MatrixFormat.parse(label).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @EnumSource(
      value = NumberFormat.class,
      names = {"INT16", "INT32"},
      mode = EnumSource.Mode.EXCLUDE)
  void wordsOfNumberFormatsMeanTheSame(NumberFormat format) {
    assertThat(MatrixFormat.parse(format.label())).isEqualTo(MatrixFormat.of(format));
  }

  @Test
  void whatIsLeftOutIsTheUsual() {
    assertThat(MatrixFormat.parse("nf4").label()).isEqualTo("nf4/g64/fp32");
    assertThat(MatrixFormat.parse("bcq-2").label()).isEqualTo("bcq-2/row/fp32");
    assertThat(MatrixFormat.parse("int4/g32").label()).isEqualTo("int4/g32/fp32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "itn4           | unknown weight format",
        "bcq-5          | bcq-4",
        "int4/g0        | unknown granularity \"g0\"; allowed: tensor, row, token, gN",
        "int4/column    | unknown granularity \"column\"",
        "int4/g64/int8  | unknown scales \"int8\"; allowed: fp32, fp16, bf16, double-quantised-N",
        "int4/g64/fp16/ | more than codes/granularity/scales",
      })
  void unknownWordsAreAnsweredWithWhatIsAllowed(String label, String answer) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> MatrixFormat.parse(label))
        .withMessageContaining(answer);
  }

  @Test
  void codebooksOfIntegersAreIntegers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodebookFormat(Codebook.INT4, Granularity.ROW, PlainScales.FP32));
  }
}
