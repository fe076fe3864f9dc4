package io.bitwright.spec.formula;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a formula. A dash within a name belongs to it, so a minus needs blanks; a word with
 * other characters stands in quotes.
 */
final class Tokens {
  private static final int LONGEST = 1000;
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,3})?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:(?:\\[\\d{1,3}])|[-.][A-Za-z_][A-Za-z0-9_]*)*");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern SYMBOL = Pattern.compile("<=|>=|==|!=|[-+*/^<>(),]");

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    SYMBOL,
    END
  }

  /**
   * A token.
   *
   * @param quantity of a number
   */
  record Token(Kind kind, String text, Quantity quantity) {}

  private static final Quantity NO_QUANTITY = new Quantity(0, Measure.NUMBER);

  private final String text;
  private int position;

  private Tokens(String text) {
    this.text = text;
  }

  /**
   * All of a text, with an end behind them.
   *
   * @throws SpecException if there is something else
   */
  static List<Token> of(String text) {
    if (text.length() > LONGEST) {
      throw new SpecException("the formula is longer than " + LONGEST + " characters");
    }
    Tokens tokens = new Tokens(text);
    List<Token> all = new ArrayList<>();
    do {
      all.add(tokens.next());
    } while (all.getLast().kind() != Kind.END);
    return all;
  }

  private Token next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    if (position == text.length()) {
      return new Token(Kind.END, "the end", NO_QUANTITY);
    }
    String number = match(NUMBER);
    if (!number.isEmpty()) {
      return number(number);
    }
    String name = match(NAME);
    if (!name.isEmpty()) {
      return new Token(Kind.NAME, name, NO_QUANTITY);
    }
    String quoted = match(QUOTED);
    if (!quoted.isEmpty()) {
      return new Token(Kind.NAME, quoted.substring(1, quoted.length() - 1), NO_QUANTITY);
    }
    String symbol = match(SYMBOL);
    if (!symbol.isEmpty()) {
      return new Token(Kind.SYMBOL, symbol, NO_QUANTITY);
    }
    String rest = text.substring(position);
    throw new SpecException("found " + QuotedText.of(rest) + ", which no formula has");
  }

  private Token number(String number) {
    int from = position;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    String unit = Units.at(text, from);
    String written = number + (unit.isEmpty() ? "" : " " + unit);
    if (!unit.isEmpty()) {
      position = from + unit.length();
    } else if (from == position && from < text.length() && Character.isLetter(text.charAt(from))) {
      throw new SpecException(
          QuotedText.of(text.substring(from))
              + " is no unit; allowed: "
              + String.join(", ", Units.names()));
    }
    return new Token(
        Kind.NUMBER,
        written,
        Quantity.find(written)
            .orElseThrow(() -> new SpecException(QuotedText.of(written) + " is out of range")));
  }

  private String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return "";
    }
    position = matcher.end();
    return matcher.group();
  }
}
