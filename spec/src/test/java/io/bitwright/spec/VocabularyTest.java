package io.bitwright.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.accelerator.MatrixUnitKind;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

  @ParameterizedTest
  @EnumSource
  void everyNumberFormatIsReadFromItsLabel(NumberFormat format) {
    assertThat(NumberFormat.parse(format.label())).isEqualTo(format);
  }

  @ParameterizedTest
  @EnumSource
  void everyPhaseIsReadFromItsLabel(Phase phase) {
    assertThat(Phase.parse(phase.label())).isEqualTo(phase);
  }

  @Test
  void anUnknownWordIsRefusedWithAllThatIsKnownAndTheNearest() {
    assertThatThrownBy(() -> NumberFormat.parse("tenary"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "unknown number format \"tenary\"; allowed: binary, ternary, int4, int8, int16, int32,"
                + " fp8, bf16, fp16, fp32; did you mean \"ternary\"?");
    assertThatThrownBy(() -> Phase.parse("generation"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "unknown phase \"generation\"; allowed: prefill, decode, generate;"
                + " did you mean \"generate\"?");
    assertThatThrownBy(() -> MatrixUnitKind.parse("weight-stationary-array"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "unknown kind of matrix unit \"weight-stationary-array\"; allowed:"
                + " weight_stationary_array, input_stationary_array, output_stationary_array,"
                + " tensor_core; did you mean \"weight_stationary_array\"?");
  }

  @Test
  void aLongWordIsCutAndControlCharactersAreShownAsQuestionMarks() {
    assertThatThrownBy(() -> Phase.parse("a\nb" + "c".repeat(100)))
        .hasMessage(
            "unknown phase \"a?b" + "c".repeat(57) + "...\"; allowed: prefill, decode, generate");
  }

  @Test
  void twoValuesWithOneWordAreAProgrammingError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of("digit", List.of(1, 2), digit -> "same"))
        .withMessage("two values of digit share a word");
  }

  @Test
  void aPlaceIsPutInFrontOfAFault() {
    assertThat(new SpecException("is wrong").at("--phase")).hasMessage("--phase: is wrong");
  }
}
