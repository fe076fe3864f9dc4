package io.bitwright.codegen.unit;

import java.util.List;

/**
 * What the page of a unit tells beyond its settings and ports.
 *
 * @param purpose what it computes, one or two sentences
 * @param facts derived facts: widths, encodings, operations a cycle
 * @param cycles how long things take
 * @param remarks further sentences, one paragraph each
 */
public record UnitNotes(String purpose, List<Fact> facts, List<Fact> cycles, List<String> remarks) {
  /** A line of a table: {@code "bits of a sum", "12"}. */
  public record Fact(String what, String value) {}

  public UnitNotes {
    facts = List.copyOf(facts);
    cycles = List.copyOf(cycles);
    remarks = List.copyOf(remarks);
  }
}
