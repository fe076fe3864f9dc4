package io.bitwright.spec.formula;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.formula.Formula.Evaluation;
import io.bitwright.spec.formula.Tokens.Kind;
import io.bitwright.spec.formula.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads formulas by recursive descent.
 *
 * <pre>
 * formula    = conjunction { "or" conjunction }
 * conjunction = negation { "and" negation }
 * negation   = [ "not" ] comparison
 * comparison = sum [ ( "&lt;=" | "&gt;=" | "&lt;" | "&gt;" | "==" | "!=" ) sum ]
 * sum        = product { ( "+" | "-" ) product }
 * product    = power { ( "*" | "/" ) power }
 * power      = [ "-" ] primary [ "^" whole number ]
 * primary    = number [ unit ] | name | function "(" formula { "," formula } ")" | "(" formula ")"
 * </pre>
 */
final class FormulaParser {
  /** Brackets within brackets; a formula of a person has a few. */
  private static final int DEEPEST = 50;

  private static final int LARGEST_EXPONENT = 8;
  private static final List<String> COMPARISONS = List.of("<=", ">=", "<", ">", "==", "!=");

  private final String text;
  private final Scope scope;
  private final List<Token> tokens;
  private int next;
  private int depth;

  FormulaParser(String text, Scope scope) {
    this.text = text;
    this.scope = scope;
    this.tokens = Tokens.of(text);
  }

  Formula whole() {
    Formula formula = disjunction();
    if (peek().kind() != Kind.END) {
      throw new SpecException("found " + QuotedText.of(peek().text()) + " behind the formula");
    }
    return new Formula(text.strip(), formula.measure(), formula.isTruth(), formula.evaluation());
  }

  private Formula disjunction() {
    Formula left = conjunction();
    while (takes("or")) {
      Evaluation one = truth(left, "or");
      Evaluation other = truth(conjunction(), "or");
      left = truth(slots -> one.of(slots) != 0 || other.of(slots) != 0);
    }
    return left;
  }

  private Formula conjunction() {
    Formula left = negation();
    while (takes("and")) {
      Evaluation one = truth(left, "and");
      Evaluation other = truth(negation(), "and");
      left = truth(slots -> one.of(slots) != 0 && other.of(slots) != 0);
    }
    return left;
  }

  private Formula negation() {
    if (!takes("not")) {
      return comparison();
    }
    Evaluation of = truth(comparison(), "not");
    return truth(slots -> of.of(slots) == 0);
  }

  private Formula comparison() {
    if (peek().kind() == Kind.NAME && scope.has(peek().text()) && !words().isEmpty()) {
      return comparisonOfWords();
    }
    Formula left = sum();
    String symbol = peek().text();
    if (peek().kind() != Kind.SYMBOL || !COMPARISONS.contains(symbol)) {
      return left;
    }
    next++;
    Formula right = sum();
    requireSame(left, right, symbol);
    Evaluation one = left.evaluation();
    Evaluation other = right.evaluation();
    return switch (symbol) {
      case "<=" -> truth(slots -> one.of(slots) <= other.of(slots));
      case ">=" -> truth(slots -> one.of(slots) >= other.of(slots));
      case "<" -> truth(slots -> one.of(slots) < other.of(slots));
      case ">" -> truth(slots -> one.of(slots) > other.of(slots));
      case "==" -> truth(slots -> one.of(slots) == other.of(slots));
      default -> truth(slots -> one.of(slots) != other.of(slots));
    };
  }

  private List<String> words() {
    return scope.get(peek().text()).words();
  }

  /** A name of words can only be compared with one of them. */
  private Formula comparisonOfWords() {
    List<String> words = words();
    int slot = scope.slot(tokens.get(next++).text());
    Token symbol = tokens.get(next);
    String expected = "a name of words is compared by == or != with one of ";
    if (!symbol.text().equals("==") && !symbol.text().equals("!=")) {
      throw new SpecException(expected + String.join(", ", words));
    }
    next++;
    Token word = tokens.get(next++);
    int index = words.indexOf(word.text());
    if (index < 0) {
      throw new SpecException(
          QuotedText.of(word.text())
              + " is not among the words; "
              + expected
              + String.join(", ", words)
              + NearestWord.hint(word.text(), words));
    }
    boolean same = symbol.text().equals("==");
    return truth(slots -> (slots[slot] == index) == same);
  }

  private Formula sum() {
    Formula left = product();
    while (peek().text().equals("+") || peek().text().equals("-")) {
      String symbol = tokens.get(next++).text();
      Formula right = product();
      requireSame(left, right, symbol);
      Evaluation one = left.evaluation();
      Evaluation other = right.evaluation();
      Evaluation both =
          symbol.equals("+")
              ? slots -> one.of(slots) + other.of(slots)
              : slots -> one.of(slots) - other.of(slots);
      left = number(left.measure(), both);
    }
    return left;
  }

  private Formula product() {
    Formula left = power();
    while (peek().text().equals("*") || peek().text().equals("/")) {
      boolean times = tokens.get(next++).text().equals("*");
      Formula right = power();
      Evaluation one = left.evaluation();
      Evaluation other = right.evaluation();
      left =
          times
              ? number(
                  left.measure().times(right.measure()), slots -> one.of(slots) * other.of(slots))
              : number(
                  left.measure().over(right.measure()), slots -> one.of(slots) / other.of(slots));
    }
    return left;
  }

  private Formula power() {
    if (peek().text().equals("-")) {
      next++;
      Formula of = power();
      return number(of.measure(), slots -> -of.evaluation().of(slots));
    }
    Formula base = primary();
    if (!peek().text().equals("^")) {
      return base;
    }
    next++;
    Quantity exponent = tokens.get(next).quantity();
    boolean whole =
        exponent.measure().isNumber() && exponent.value() == Math.rint(exponent.value());
    if (tokens.get(next++).kind() != Kind.NUMBER || !whole || exponent.value() > LARGEST_EXPONENT) {
      throw new SpecException("behind ^ stands a whole number from 0 to " + LARGEST_EXPONENT);
    }
    int times = (int) exponent.value();
    return number(
        base.measure().power(times), slots -> Math.pow(base.evaluation().of(slots), times));
  }

  private Formula primary() {
    Token token = tokens.get(next++);
    return switch (token.kind()) {
      case NUMBER -> {
        double value = token.quantity().value();
        yield number(token.quantity().measure(), slots -> value);
      }
      case NAME -> peek().text().equals("(") ? function(token.text()) : name(token.text());
      case SYMBOL -> {
        if (!token.text().equals("(")) {
          throw new SpecException("found " + QuotedText.of(token.text()) + " where a value stands");
        }
        Formula inner = inBrackets();
        expect(")");
        yield inner;
      }
      case END -> throw new SpecException("the formula ends where a value stands");
    };
  }

  private Formula name(String name) {
    Scope.Name known = scope.get(name);
    if (!known.words().isEmpty()) {
      throw new SpecException(
          QuotedText.of(name)
              + " is one of the words "
              + String.join(", ", known.words())
              + "; compare it by == or !=");
    }
    int slot = known.slot();
    return number(known.measure(), slots -> slots[slot]);
  }

  private Formula function(String name) {
    expect("(");
    List<Formula> arguments = new ArrayList<>();
    do {
      arguments.add(inBrackets());
    } while (takes(","));
    expect(")");
    return FormulaFunction.VOCABULARY.parse(name).apply(arguments);
  }

  private Formula inBrackets() {
    if (++depth > DEEPEST) {
      throw new SpecException("brackets stand deeper than " + DEEPEST);
    }
    Formula inner = disjunction();
    depth--;
    return inner;
  }

  private static void requireSame(Formula left, Formula right, String symbol) {
    if (!left.measure().equals(right.measure()) || left.isTruth() || right.isTruth()) {
      throw new SpecException(
          "left of %s stands %s, right of it %s".formatted(symbol, noun(left), noun(right)));
    }
  }

  private static String noun(Formula formula) {
    return formula.isTruth() ? "a truth" : formula.measure().noun();
  }

  private static Evaluation truth(Formula formula, String symbol) {
    if (!formula.isTruth() && !formula.measure().isNumber()) {
      throw new SpecException(symbol + " takes what is true or false, not " + noun(formula));
    }
    return formula.evaluation();
  }

  private static Formula truth(Truth holds) {
    return new Formula("", Measure.NUMBER, true, slots -> holds.of(slots) ? 1 : 0);
  }

  static Formula number(Measure measure, Evaluation evaluation) {
    return new Formula("", measure, false, evaluation);
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean takes(String text) {
    if (peek().kind() == Kind.END || !peek().text().equals(text)) {
      return false;
    }
    next++;
    return true;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw new SpecException(
          "found " + QuotedText.of(peek().text()) + " where " + QuotedText.of(symbol) + " stands");
    }
  }

  @FunctionalInterface
  private interface Truth {
    boolean of(double[] slots);
  }
}
