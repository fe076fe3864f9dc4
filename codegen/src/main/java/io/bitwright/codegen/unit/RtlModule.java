package io.bitwright.codegen.unit;

/**
 * One module of a unit, one file.
 *
 * @param name module and file: {@code partial_sum_accumulator}
 * @param template path below the templates' root
 * @param model the template's variables: the record's components and methods without parameters
 * @param use what the module is for, one phrase
 * @param multiplyAccumulatesPerCycle multiply-accumulates that it completes in a cycle, what
 *     synthesis figures are shared out over; 0 if it multiplies nothing
 */
public record RtlModule(
    String name, String template, Record model, String use, int multiplyAccumulatesPerCycle) {
  /** A module that multiplies nothing, or of which no figure a multiply-accumulate is wanted. */
  public RtlModule(String name, String template, Record model, String use) {
    this(name, template, model, use, 0);
  }

  /** The module at the top of a unit: {@code templates/<unit>/<unit>.sv.ftl}. */
  public static <M extends Record & UnitModel> RtlModule top(M model) {
    String name = model.unit().label();
    return new RtlModule(name, name + "/" + name + ".sv.ftl", model, "the unit")
        .doing(model.multiplyAccumulatesPerCycle());
  }

  /** The same module, which completes so many multiply-accumulates in a cycle. */
  public RtlModule doing(int multiplyAccumulates) {
    return new RtlModule(name, template, model, use, multiplyAccumulates);
  }
}
