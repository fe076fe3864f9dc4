package io.bitwright.energy;

/** Evaluates the arithmetic of a derivation: numbers, + - * / and parentheses. */
final class DerivationArithmetic {
  private final String text;
  private int position;

  private DerivationArithmetic(String text) {
    this.text = text.replace(" ", "");
  }

  static double value(String text) {
    DerivationArithmetic arithmetic = new DerivationArithmetic(text);
    double value = arithmetic.sum();
    if (arithmetic.position != arithmetic.text.length()) {
      throw new IllegalArgumentException("not arithmetic: " + text);
    }
    return value;
  }

  private double sum() {
    double value = product();
    while (next('+') || next('-')) {
      char operator = text.charAt(position++);
      value += operator == '+' ? product() : -product();
    }
    return value;
  }

  private double product() {
    double value = factor();
    while (next('*') || next('/')) {
      char operator = text.charAt(position++);
      value = operator == '*' ? value * factor() : value / factor();
    }
    return value;
  }

  private double factor() {
    if (next('(')) {
      position++;
      double value = sum();
      if (!next(')')) {
        throw new IllegalArgumentException("a parenthesis is open: " + text);
      }
      position++;
      return value;
    }
    int start = position;
    while (position < text.length() && (Character.isDigit(text.charAt(position)) || next('.'))) {
      position++;
    }
    return Double.parseDouble(text.substring(start, position));
  }

  private boolean next(char wanted) {
    return position < text.length() && text.charAt(position) == wanted;
  }
}
