package io.bitwright.app.comparison;

/** A value of a document. */
sealed interface Figure {
  /** As people read it. */
  String text();

  /** As a document holds it: a number or a text. */
  Object plain();

  /** A number, with the unit that it is shown in. */
  record Quantity(double value, FigureUnit unit) implements Figure {
    @Override
    public String text() {
      return unit.text(value);
    }

    @Override
    public Object plain() {
      return value;
    }
  }

  /** A text, yes or no, or nothing. */
  record Words(String text) implements Figure {
    @Override
    public Object plain() {
      return text;
    }
  }
}
