package io.bitwright.spec.space;

import io.bitwright.spec.formula.Formula;

/** A figure that the space defines by a formula over variables and figures. */
public record NamedFigure(String name, Formula formula) {}
