package io.bitwright.codegen.unit;

import io.bitwright.codegen.unit.RtlProof.Goal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The model of {@code stream_rules.sv.ftl}: what docs/units/streams.md asks of the output streams
 * of every unit, while all inputs keep to their part.
 *
 * @param ports the unit's ports
 * @param rule the rule
 */
public record StreamProof(UnitInterface ports, Rule rule) {
  private static final String TEMPLATE = "proof/stream_rules.sv.ftl";

  /** A rule of output streams. */
  public enum Rule {
    /** What is offered stays until it moves. */
    STEADY("a beat that waits keeps valid and data until it moves", Goal.ALWAYS),
    /** Nothing comes from nothing. */
    SILENT("no beat comes after reset before an input is offered", Goal.ALWAYS),
    /** Something comes. */
    REACHABLE("a beat can come while the inputs keep the rules", Goal.REACHABLE);

    private final String claim;
    private final Goal goal;

    Rule(String claim, Goal goal) {
      this.claim = claim;
      this.goal = goal;
    }
  }

  /** The proofs of all rules for a unit. */
  public static List<RtlProof> of(UnitModel unit) {
    return Arrays.stream(Rule.values())
        .map(rule -> new StreamProof(unit.interfaceOf(), rule))
        .map(proof ->
            new RtlProof(
                proof.name(), TEMPLATE, proof, proof.rule.claim, "the whole unit", proof.rule.goal))
        .toList();
  }

  /** Name of the harness: {@code weight_stationary_array_steady}. */
  public String name() {
    return topModule() + "_" + ruleName();
  }

  public String topModule() {
    return ports.topModule();
  }

  public String ruleName() {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  public List<StreamPort> inputs() {
    return streams(Direction.INPUT);
  }

  public List<StreamPort> outputs() {
    return streams(Direction.OUTPUT);
  }

  private List<StreamPort> streams(Direction direction) {
    return ports.streams().stream().filter(stream -> stream.direction() == direction).toList();
  }
}
