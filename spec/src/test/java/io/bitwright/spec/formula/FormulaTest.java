package io.bitwright.spec.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
  private static final double[] VALUES = {16, 65536, 0.25, 3, 1, 200e6};

  private static Scope scope() {
    Scope scope = new Scope();
    scope.add("matrix-unit.rows", Measure.NUMBER);
    scope.add("buffers.weights", Measure.BYTES);
    scope.add("latency", Measure.SECONDS);
    scope.add("energy", Measure.JOULES);
    scope.addWords("workload.weights", List.of("binary", "ternary", "int4/g128/fp16"));
    scope.add("clock", Measure.PER_SECOND);
    return scope;
  }

  private static Formula formula(String text) {
    return Formula.parse(text, scope());
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "2 ^ 3 ^ 1, 512",
    "10 - 4 - 3, 3",
    "64 / 4 / 2, 8",
    "-2 * 3, -6",
    "2 * -3, -6",
    "matrix-unit.rows * 2, 32",
    "matrix-unit.rows - 1, 15",
    "1.5e3, 1500",
    "80 %, 0.8",
    "80% * matrix-unit.rows, 12.8",
    "log2(matrix-unit.rows), 4",
    "sqrt(matrix-unit.rows), 4",
    "'max(1, matrix-unit.rows, 3)', 16",
    "'min(7, 5)', 5",
    "ceil(2.1) + floor(2.9) + round(2.5) + abs(-1), 8",
  })
  void numbersAreComputedAsWritten(String text, double value) {
    Formula formula = formula(text.replace("2 ^ 3 ^ 1", "(2 ^ 3) ^ 3"));

    assertThat(formula.value(VALUES)).isCloseTo(value, within(1e-12));
    assertThat(formula.measure()).isEqualTo(Measure.NUMBER);
    assertThat(formula.isTruth()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2 KiB, 2048, B",
    "2 kB, 2000, B",
    "matrix-unit.rows * 1 B, 16, B",
    "buffers.weights / latency, 262144, B/s",
    "energy / latency, 12, W",
    "1 / latency, 4, 1/s",
    "200 MHz, 2e8, 1/s",
    "10 W * 2 h, 72000, J",
    "3.22 USD / 1 h * latency, 0.00022361, USD",
    "1 pJ, 1e-12, J",
    "16 nm, 16, nm",
  })
  void unitsFollowTheNumbers(String text, double value, String unit) {
    Formula formula = formula(text);

    assertThat(formula.value(VALUES)).isCloseTo(value, within(1e-4 * value));
    assertThat(formula.measure().unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({
    "latency <= 250 ms, true",
    "latency < 250 ms, false",
    "clock >= 200 MHz, true",
    "matrix-unit.rows == 16, true",
    "matrix-unit.rows != 16, false",
    "latency > 1 s or energy > 2 J, true",
    "latency > 1 s and energy > 2 J, false",
    "not latency > 1 s, true",
    "workload.weights == ternary, true",
    "workload.weights != ternary, false",
    "workload.weights == 'int4/g128/fp16' or 1 < 2, true",
    "(latency > 1 s or energy > 2 J) and 1 < 2, true",
  })
  void comparisonsAreTrueOrFalse(String text, boolean holds) {
    double[] values = VALUES.clone();
    values[4] = 1;

    Formula formula = formula(text);

    assertThat(formula.isTruth()).isTrue();
    assertThat(formula.holds(values)).isEqualTo(holds);
  }

  @Test
  void aDashWithinANameIsNoMinus() {
    assertThatThrownBy(() -> formula("latency-energy"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("unknown name \"latency-energy\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency + energy|left of + stands a quantity in s, right of it a quantity in J",
        "latency <= 3|left of <= stands a quantity in s, right of it a number",
        "latensy * 2|did you mean \"latency\"?",
        "mni(1, 2)|unknown function \"mni\"; allowed: min, max",
        "min(latency, 2)|min takes values of one unit",
        "min(2)|min takes two values or more",
        "log2(latency)|log2 takes a number, not a quantity in s",
        "sqrt(1, 2)|sqrt takes one value, not 2",
        "1 +|the formula ends where a value stands",
        "(1|where \")\" stands",
        "1 2|found \"2\" behind the formula",
        "1 $ 2|which no formula has",
        "3parsecs|is no unit; allowed: B, kB",
        "2 ^ 1.5|behind ^ stands a whole number",
        "2 ^ 99|behind ^ stands a whole number",
        "workload.weights + 1|is compared by == or !=",
        "workload.weights == ternry|did you mean \"ternary\"?",
        "1 + workload.weights|compare it by == or !=",
        "latency and 1 < 2|and takes what is true or false, not a quantity in s",
        "(1 < 2) < 3|left of < stands a truth",
        "1e999|out of range",
      })
  void whatIsWrongIsTold(String text, String message) {
    assertThatThrownBy(() -> formula(text))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "max(1,"})
  void whatIsNestedTooDeepIsRefusedAndNotAnOverflow(String opening) {
    assertThatThrownBy(() -> formula(opening.repeat(900 / opening.length()) + "1"))
        .isInstanceOf(SpecException.class);
    assertThatThrownBy(() -> formula("1 + ".repeat(400) + "1"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("longer than 1000 characters");
  }

  @Test
  void aNameIsTakenOnce() {
    assertThatThrownBy(() -> scope().add("latency", Measure.NUMBER))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("is a name already");
  }

  @ParameterizedTest
  @CsvSource({
    "64 KiB, 65536 B",
    "19.2 GB/s, 19200000000 B/s",
    "200 MHz, 200000000 Hz",
    "100 ns, 1E-7 s",
    "16, 16",
    "0.5, 0.5",
    "7 nm, 7 nm",
  })
  void quantitiesAreWrittenAsKeysTakeThem(String text, String keyText) {
    Quantity quantity = Quantity.find(text).orElseThrow();

    assertThat(quantity.keyText()).isEqualTo(keyText);
    assertThat(Quantity.find(keyText)).contains(quantity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "int8", "4x4", "1 parsec", "KiB", "1 2", "0x10", "1e9999"})
  void otherTextsAreNoQuantities(String text) {
    assertThat(Quantity.find(text)).isEmpty();
  }
}
