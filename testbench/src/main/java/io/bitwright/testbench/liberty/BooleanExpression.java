package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A Boolean function of pins and states, as in {@code function : "(A1 * A2)'"}.
 *
 * <p>The operators in falling precedence: inversion ({@code !} before, {@code '} after), {@code ^}
 * XOR, then AND ({@code &}, {@code *} or nothing between two operands), then OR ({@code +}, {@code
 * |}); {@code 0} and {@code 1} are constants (Liberty User Guide, volume 1, version 2003-12, page
 * 4-58, "Operator precedence").
 */
public final class BooleanExpression {
  /** Steps of the evaluation that are no variable; variables are numbers from 0. */
  static final int AND = -1;

  static final int OR = -2;
  static final int XOR = -3;
  static final int NOT = -4;
  static final int FALSE = -5;
  static final int TRUE = -6;

  private final String text;
  private final List<String> variables;
  private final int[] steps;

  BooleanExpression(String text, List<String> variables, int[] steps) {
    this.text = text;
    this.variables = List.copyOf(variables);
    this.steps = steps;
  }

  /**
   * The expression that a text stands for.
   *
   * @throws SpecException with the column and what is allowed, if the text is none
   */
  public static BooleanExpression parse(String text) {
    return new BooleanParser(text).expression();
  }

  /** The names of pins and states in it, each once, in the order of the text; at most 64. */
  public List<String> variables() {
    return variables;
  }

  /**
   * Its value.
   *
   * @param bits bit {@code i} is the value of {@code variables().get(i)}
   */
  public boolean evaluate(long bits) {
    return evaluate(steps, bits);
  }

  /**
   * The expression as a function of other bits, say of all pins of a cell.
   *
   * @param names what bit {@code i} of the argument stands for, at most 64; holds all variables
   */
  public LongPredicate over(List<String> names) {
    int[] moved = steps.clone();
    for (int i = 0; i < moved.length; i++) {
      if (moved[i] >= 0) {
        String variable = variables.get(moved[i]);
        moved[i] = names.indexOf(variable);
        if (moved[i] < 0 || moved[i] >= Long.SIZE) {
          throw new IllegalArgumentException(variable + " is none of the first 64 of " + names);
        }
      }
    }
    return bits -> evaluate(moved, bits);
  }

  /** The text as it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** Two expressions are equal if they are written the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BooleanExpression expression && expression.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Runs the steps on a stack of bits, the top in bit 0; the parser holds it within 64 bits. */
  private static boolean evaluate(int[] steps, long bits) {
    long stack = 0;
    for (int step : steps) {
      stack =
          switch (step) {
            case AND -> (stack >>> 1) & (stack | ~1L);
            case OR -> (stack >>> 1) | (stack & 1);
            case XOR -> (stack >>> 1) ^ (stack & 1);
            case NOT -> stack ^ 1;
            case FALSE -> stack << 1;
            case TRUE -> (stack << 1) | 1;
            default -> (stack << 1) | ((bits >>> step) & 1);
          };
    }
    return (stack & 1) != 0;
  }
}
