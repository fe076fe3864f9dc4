package io.bitwright.testbench.liberty;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;

/** Turns the text of a Boolean expression into steps for a stack; descends once per bracket. */
final class BooleanParser {
  /** Each bracket adds at most three bits to the stack of 64 on which the steps run. */
  private static final int DEEPEST = 20;

  private static final int LONGEST = 100_000;

  private final String text;
  private final List<String> variables = new ArrayList<>();
  private final List<Integer> steps = new ArrayList<>();
  private int position;
  private int depth;

  BooleanParser(String text) {
    this.text = text;
  }

  BooleanExpression expression() {
    if (text.length() > LONGEST) {
      throw new SpecException(
          "the expression has " + text.length() + " characters; allowed: " + LONGEST);
    }
    alternatives();
    if (position < text.length()) {
      throw fault("expected an operator, a name or the end");
    }
    return new BooleanExpression(
        text, variables, steps.stream().mapToInt(Integer::intValue).toArray());
  }

  private void alternatives() {
    products();
    while (here() == '+' || here() == '|') {
      position++;
      products();
      steps.add(BooleanExpression.OR);
    }
  }

  private void products() {
    exclusives();
    while (here() == '&' || here() == '*' || startsOperand(here())) {
      position += startsOperand(here()) ? 0 : 1;
      exclusives();
      steps.add(BooleanExpression.AND);
    }
  }

  private void exclusives() {
    operand();
    while (here() == '^') {
      position++;
      operand();
      steps.add(BooleanExpression.XOR);
    }
  }

  private void operand() {
    boolean inverted = false;
    while (here() == '!') {
      position++;
      inverted = !inverted;
    }
    if (here() == '(') {
      bracket();
    } else if (startsOperand(here())) {
      name();
    } else {
      throw fault("expected a name, 0, 1, ! or (");
    }
    while (here() == '\'') {
      position++;
      inverted = !inverted;
    }
    if (inverted) {
      steps.add(BooleanExpression.NOT);
    }
  }

  private void bracket() {
    if (++depth > DEEPEST) {
      throw fault("more than " + DEEPEST + " brackets in each other; allowed: " + DEEPEST);
    }
    position++;
    alternatives();
    if (here() != ')') {
      throw fault("expected ) or an operator");
    }
    position++;
    depth--;
  }

  private void name() {
    int start = position;
    boolean quoted = text.charAt(start) == '"';
    position += quoted ? 1 : 0;
    while (position < text.length() && isNameCharacter(text.charAt(position))) {
      position++;
    }
    String name = text.substring(quoted ? start + 1 : start, position);
    if (quoted && (position >= text.length() || text.charAt(position++) != '"')) {
      throw fault("expected \" after the name " + QuotedText.of(name));
    }
    if (!quoted && (name.equals("0") || name.equals("1"))) {
      steps.add(name.equals("0") ? BooleanExpression.FALSE : BooleanExpression.TRUE);
      return;
    }
    int number = variables.indexOf(name);
    if (number < 0) {
      number = variables.size();
      if (number == Long.SIZE) {
        throw fault("more than 64 names; allowed: 64");
      }
      variables.add(name);
    }
    steps.add(number);
  }

  /** The next character that is no blank; 0 at the end. */
  private char here() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static boolean startsOperand(char character) {
    return character == '!' || character == '(' || character == '"' || isNameCharacter(character);
  }

  private static boolean isNameCharacter(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "_[].$/\\".indexOf(character) >= 0;
  }

  private SpecException fault(String expected) {
    return new SpecException(
        "in "
            + QuotedText.of(text)
            + ", column "
            + (position + 1)
            + ": "
            + expected
            + ", but found "
            + (position < text.length() ? QuotedText.of(text.substring(position)) : "the end"));
  }
}
