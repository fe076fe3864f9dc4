package io.bitwright.codegen.unit;

/**
 * One module of a unit, one file.
 *
 * @param name module and file: {@code partial_sum_accumulator}
 * @param template path below the templates' root
 * @param model the template's variables: the record's components and methods without parameters
 * @param use what the module is for, one phrase
 */
public record RtlModule(String name, String template, Record model, String use) {
  /** The module at the top of a unit: {@code templates/<unit>/<unit>.sv.ftl}. */
  public static <M extends Record & UnitModel> RtlModule top(M model) {
    String name = model.unit().label();
    return new RtlModule(name, name + "/" + name + ".sv.ftl", model, "the unit");
  }
}
