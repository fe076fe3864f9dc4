package io.bitwright.testbench.liberty;

import io.bitwright.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names that may stand in the expressions and references of one cell. */
final class CellScope {
  private final Set<String> signals;
  private final Set<String> rails;

  /**
   * The names of a cell.
   *
   * @param signals pins and states
   * @param rails power and ground pins, which expressions may name as well
   */
  CellScope(Set<String> signals, Set<String> rails) {
    this.signals = signals;
    this.rails = rails;
  }

  /** The expression in an attribute; empty if it is absent. */
  Optional<BooleanExpression> expression(LibertyGroup group, String name) {
    Optional<LibertyAttribute> attribute = group.attribute(name);
    return attribute.isEmpty()
        ? Optional.empty()
        : Optional.of(parsed(group, attribute.get(), group.text(name).orElseThrow()));
  }

  /** The pins that an attribute names between blanks; empty if it is absent. */
  List<String> pins(LibertyGroup group, String name) {
    Optional<String> text = group.text(name);
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> pins =
        Arrays.stream(text.get().split("[\\s,]+")).filter(p -> !p.isEmpty()).toList();
    for (String pin : pins) {
      refuseUnknown(group, group.attribute(name).orElseThrow(), pin);
    }
    return pins;
  }

  /** The rail that an attribute names; empty if it is absent. */
  Optional<String> rail(LibertyGroup group, String name) {
    Optional<String> rail = group.text(name).map(String::strip);
    if (rail.isPresent() && !rails.contains(rail.get())) {
      throw group.unknown(
          group.attribute(name).orElseThrow(), "power or ground pin", rail.get(), rails);
    }
    return rail;
  }

  private BooleanExpression parsed(LibertyGroup group, LibertyAttribute attribute, String text) {
    BooleanExpression expression;
    try {
      expression = BooleanExpression.parse(text);
    } catch (SpecException e) {
      throw group.fault(attribute, e.getMessage());
    }
    for (String variable : expression.variables()) {
      refuseUnknown(group, attribute, variable);
    }
    return expression;
  }

  private void refuseUnknown(LibertyGroup group, LibertyAttribute attribute, String word) {
    if (!signals.contains(word) && !rails.contains(word)) {
      throw group.unknown(attribute, "pin or state", word, signals);
    }
  }
}
