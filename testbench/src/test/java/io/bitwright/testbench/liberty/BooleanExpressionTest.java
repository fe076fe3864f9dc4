package io.bitwright.testbench.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Boolean functions of pins. */
class BooleanExpressionTest {
  private static final List<String> NAMES = List.of("A", "B", "C", "D");

  @Test
  void operatorsHaveTheirTruthTables() {
    assertTruth("A", "01");
    assertTruth("!A", "10");
    assertTruth("A'", "10");
    assertTruth("!A'", "01");
    assertTruth("!!A''", "01");
    assertTruth("A & B", "0001");
    assertTruth("A*B", "0001");
    assertTruth("A B", "0001");
    assertTruth("A + B", "0111");
    assertTruth("A|B", "0111");
    assertTruth("A ^ B", "0110");
    assertTruth("(A B)'", "1110");
    assertTruth("A !B", "0100");
    assertTruth("A (B)", "0001");
    assertTruth("0 A", "00");
    assertTruth("1 A", "01");
    assertThat(BooleanExpression.parse("1").evaluate(0)).isTrue();
    assertThat(BooleanExpression.parse("0").evaluate(-1)).isFalse();
  }

  @Test
  void inversionBindsTighterThanXorThanAndThanOr() {
    assertSame("A + B C", "A + (B C)");
    assertSame("A B ^ C", "A (B ^ C)");
    assertSame("A ^ B C", "(A ^ B) C");
    assertSame("A + B ^ C * D", "A + ((B ^ C) * D)");
    assertSame("!A ^ B'", "(!A) ^ (B')");
    assertSame("!A B + C", "((!A) B) + C");
  }

  @Test
  void namesKeepTheirOrderAndMayBeQuoted() {
    BooleanExpression expression = BooleanExpression.parse("(S0 \"1B\") + D[3] S0");

    assertThat(expression.variables()).containsExactly("S0", "1B", "D[3]");
    assertThat(expression.evaluate(0b011)).isTrue();
    assertThat(expression.evaluate(0b100)).isFalse();
    assertThat(expression).hasToString("(S0 \"1B\") + D[3] S0");
  }

  @Test
  void bitsMayBeThoseOfAllPins() {
    LongPredicate function = BooleanExpression.parse("D !A").over(NAMES);

    assertThat(function.test(0b1000)).isTrue();
    assertThat(function.test(0b1001)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BooleanExpression.parse("E").over(NAMES))
        .withMessageContaining("E is none of");
  }

  /** 300 random trees, written out with all brackets, against their direct evaluation. */
  @Test
  void randomExpressionsAreWhatTheirTreesAre() {
    Random random = new Random(20260101);
    for (int i = 0; i < 300; i++) {
      Sample sample = sample(random, 6);
      LongPredicate function = BooleanExpression.parse(sample.text()).over(NAMES);
      for (long bits = 0; bits < 16; bits++) {
        assertThat(function.test(bits)).as(sample.text()).isEqualTo(sample.value().test(bits));
      }
    }
  }

  @Test
  void faultsNameTheColumn() {
    assertFault("", "column 1: expected a name, 0, 1, ! or (, but found the end");
    assertFault("A +", "column 4: expected a name");
    assertFault("(A", "column 3: expected ) or an operator, but found the end");
    assertFault("A)", "column 2: expected an operator, a name or the end, but found \")\"");
    assertFault("A # B", "column 3");
    assertFault("\"A", "expected \" after the name");
    assertFault("(".repeat(100_000), "more than 20 brackets in each other");
    assertFault("A".repeat(100_001), "has 100001 characters; allowed: 100000");
  }

  @Test
  void deepestBracketsStayOnTheStack() {
    String open = "(0 + 1 & 1 ^ ";
    String deep = open.repeat(20) + "A" + ")".repeat(20);

    BooleanExpression expression = BooleanExpression.parse(deep);

    assertThat(expression.evaluate(0)).as("20 inversions").isFalse();
    assertThat(expression.evaluate(1)).isTrue();
  }

  @Test
  void sixtyFourNamesAreAllowed() {
    StringBuilder text = new StringBuilder("P0");
    for (int i = 1; i < 64; i++) {
      text.append(" & P").append(i);
    }
    BooleanExpression all = BooleanExpression.parse(text.toString());

    assertThat(all.evaluate(-1)).isTrue();
    assertThat(all.evaluate(-1L >>> 1)).isFalse();
    assertFault(text + " & P64", "more than 64 names; allowed: 64");
  }

  private static Sample sample(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      int name = random.nextInt(NAMES.size());
      return new Sample(NAMES.get(name), bits -> (bits >> name & 1) != 0);
    }
    Sample left = sample(random, depth - 1);
    Sample right = sample(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> new Sample("(" + left.text + " & " + right.text + ")", left.value.and(right.value));
      case 1 ->
          new Sample(
              "(" + left.text + "|" + right.text + ")'", left.value.or(right.value).negate());
      case 2 -> new Sample("(" + left.text + " " + right.text + ")", left.value.and(right.value));
      case 3 -> new Sample("!(" + left.text + ")", left.value.negate());
      default ->
          new Sample(
              "(" + left.text + "^" + right.text + ")",
              bits -> left.value.test(bits) != right.value.test(bits));
    };
  }

  private static void assertTruth(String text, String table) {
    BooleanExpression expression = BooleanExpression.parse(text);
    for (int bits = 0; bits < table.length(); bits++) {
      assertThat(expression.evaluate(bits))
          .as("%s at %d", text, bits)
          .isEqualTo(table.charAt(bits) == '1');
    }
  }

  private static void assertSame(String text, String bracketed) {
    LongPredicate one = BooleanExpression.parse(text).over(NAMES);
    LongPredicate other = BooleanExpression.parse(bracketed).over(NAMES);
    for (long bits = 0; bits < 16; bits++) {
      assertThat(one.test(bits)).as("%s at %d", text, bits).isEqualTo(other.test(bits));
    }
  }

  private static void assertFault(String text, String message) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> BooleanExpression.parse(text))
        .withMessageContaining(message);
  }

  /** An expression as text and as it was built. */
  private record Sample(String text, LongPredicate value) {}
}
