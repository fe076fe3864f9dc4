package io.bitwright.spec.space;

import io.bitwright.spec.formula.Formula;

/** A key whose value follows from those of variables before it. */
public record DerivedVariable(String name, Formula formula) {}
