package io.bitwright.spec.formula;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.formula.Formula.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions that formulas may call. */
enum FormulaFunction {
  /** The least of two or more of one measure. */
  MIN,
  /** The greatest of two or more of one measure. */
  MAX,
  CEIL,
  FLOOR,
  ROUND,
  ABS,
  /** The logarithm to base 2 of a number. */
  LOG2,
  /** The root of a number. */
  SQRT;

  static final Vocabulary<FormulaFunction> VOCABULARY =
      Vocabulary.of(
          "function", List.of(values()), function -> function.name().toLowerCase(Locale.ROOT));

  /**
   * The function of some arguments.
   *
   * @throws SpecException if they are too many, too few, or of the wrong measure
   */
  Formula apply(List<Formula> arguments) {
    return switch (this) {
      case MIN -> ofMany(arguments, Math::min);
      case MAX -> ofMany(arguments, Math::max);
      case CEIL -> ofOne(arguments, Math::ceil);
      case FLOOR -> ofOne(arguments, Math::floor);
      case ROUND -> ofOne(arguments, Math::rint);
      case ABS -> ofOne(arguments, Math::abs);
      case LOG2 -> ofNumber(arguments, value -> Math.log(value) / Math.log(2));
      case SQRT -> ofNumber(arguments, Math::sqrt);
    };
  }

  private Formula ofMany(List<Formula> arguments, DoubleBinaryOperator operator) {
    if (arguments.size() < 2) {
      throw new SpecException(word() + " takes two values or more");
    }
    Formula whole = arguments.getFirst();
    for (Formula argument : arguments.subList(1, arguments.size())) {
      if (!argument.measure().equals(whole.measure())) {
        throw new SpecException(
            "%s takes values of one unit, not %s and %s"
                .formatted(word(), whole.measure().noun(), argument.measure().noun()));
      }
      Evaluation one = whole.evaluation();
      Evaluation other = argument.evaluation();
      whole =
          FormulaParser.number(
              whole.measure(), slots -> operator.applyAsDouble(one.of(slots), other.of(slots)));
    }
    return whole;
  }

  private Formula ofOne(List<Formula> arguments, DoubleUnaryOperator operator) {
    if (arguments.size() != 1) {
      throw new SpecException(word() + " takes one value, not " + arguments.size());
    }
    Evaluation of = arguments.getFirst().evaluation();
    return FormulaParser.number(
        arguments.getFirst().measure(), slots -> operator.applyAsDouble(of.of(slots)));
  }

  private Formula ofNumber(List<Formula> arguments, DoubleUnaryOperator operator) {
    Formula result = ofOne(arguments, operator);
    if (!result.measure().isNumber()) {
      throw new SpecException(word() + " takes a number, not " + result.measure().noun());
    }
    return result;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
