package io.bitwright.codegen.unit;

/**
 * Something that is proved of a unit: a harness in SystemVerilog that instantiates the unit, one of
 * its modules or one of its pieces, assumes what the partners owe it, and asserts the claim.
 *
 * <p>Harnesses have a clock {@code clk_i} if they have registers, and inputs that take any values.
 * They use immediate {@code assume} and {@code assert} in {@code always_comb}, and auxiliary
 * registers with initial values instead of sequences: what Yosys 0.23 reads. A register without an
 * initial value starts with any bits.
 *
 * @param name the module of the harness
 * @param template path below the templates' root
 * @param model the template's variables: the record's components and methods without parameters
 * @param claim what is asserted, one phrase: {@code a tile is used only once it is loaded}
 * @param widths for which sizes, one phrase: {@code LoadBeats 3}
 * @param goal whether the assertions must always hold, or be seen to fail
 */
public record RtlProof(
    String name, String template, Record model, String claim, String widths, Goal goal) {

  /** What is to be shown of the assertions. */
  public enum Goal {
    /** They hold in every cycle, from every start, for all inputs. */
    ALWAYS,
    /**
     * One of them fails in some cycle: the harness asserts that something never happens, and the
     * claim is that it can. It shows that assumptions do not exclude everything.
     */
    REACHABLE
  }

  /** A claim that must always hold. */
  public static RtlProof always(
      String name, String template, Record model, String claim, String widths) {
    return new RtlProof(name, template, model, claim, widths, Goal.ALWAYS);
  }
}
