package io.bitwright.golden.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import io.bitwright.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerFormatTest {

  private static LayerFormat format(String weights, String method, String activations) {
    return new LayerFormat(
        MatrixFormat.parse(weights),
        QuantisationMethod.parse(method),
        ActivationFormat.parse(activations));
  }

  @ParameterizedTest
  @CsvSource({
    "nearest, binary",
    "nearest, ternary-dictionary-16",
    "nearest, nf4",
    "gptq, int3/g64/fp16",
    "gptq, int4-asymmetric/row",
    "gptq, ternary-dictionary-16",
    "llm-int8, int8/row/fp16",
    "smoothquant, int8/row",
    "smoothquant, fp8",
    "loftq, nf2",
    "loftq, int4/row",
    "loftq, bcq-2"
  })
  void methodsGoWithTheFormatsTheyMake(String method, String weights) {
    LayerFormat format = format(weights, method, "int8");
    assertThat(format.method().label()).isEqualTo(method);
    assertThat(format.label()).startsWith(format.weights().label());
  }

  @ParameterizedTest
  @CsvSource({
    "gptq, ternary, 'int2 to int8, with zero points too, and ternary-dictionary-16'",
    "gptq, nf4, 'int2 to int8, with zero points too, and ternary-dictionary-16'",
    "llm-int8, int8, int8/row/fp16",
    "smoothquant, binary, int2 to int8 and floating-point formats",
    "loftq, fp16, 'int2 to int8, nf4, nf2 and bcq'"
  })
  void otherFormatsAreRefusedWithWhatTheMethodMakes(String method, String weights, String made) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> format(weights, method, "int8"))
        .withMessage(
            "%s does not make %s weights; it makes %s"
                .formatted(method, MatrixFormat.parse(weights).label(), made));
  }

  @Test
  void columnsOfOutliersAreWhatLlmInt8Makes() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> LayerFormat.weightsOnly(OutlierColumnsFormat.int8(3)))
        .withMessageContaining("nearest does not make");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> format("int8/row/fp16", "llm-int8", "bf16"))
        .withMessage("llm-int8 multiplies integers: its activations are int8, not bf16");
  }

  @Test
  void labelsNameTheMethodUnlessItIsTheUsualOne() {
    assertThat(format("int4/g64/fp16", "gptq", "int8").label())
        .isEqualTo("int4/g64/fp16 by gptq, int8 activations");
    assertThat(LayerFormat.weightsOnly(MatrixFormat.parse("nf4/g64/fp32")).label())
        .isEqualTo(MatrixFormat.parse("nf4").label() + ", fp32 activations");
    assertThat(QuantisationMethod.words())
        .containsExactly("nearest", "gptq", "llm-int8", "smoothquant", "loftq");
  }

  @Test
  void assignmentsAreEqualByTheirFormatsAndChangeOneLayerAtATime() {
    LayerFormat int4 = format("int4/row", "nearest", "fp32");
    LayerFormat int2 = format("int2/row", "nearest", "fp32");
    FormatAssignment uniform = FormatAssignment.uniform(List.of("a", "b"), int4);
    FormatAssignment mixed = uniform.with("b", int2);
    assertThat(uniform).isEqualTo(FormatAssignment.asTrained().with("b", int4).with("a", int4));
    assertThat(uniform.format("b")).contains(int4);
    assertThat(mixed).isNotEqualTo(uniform).isEqualTo(mixed.with("a", int4));
    assertThat(mixed.format("b")).contains(int2);
    assertThat(mixed.layers()).containsExactly("a", "b");
    assertThat(mixed.format("c")).isEmpty();
    assertThat(FormatAssignment.asTrained().layers()).isEmpty();
  }
}
