package io.bitwright.codegen.model;

/**
 * The model of {@code plain_verilog.v.ftl}: a module in Verilog-2005.
 *
 * @param banner origin of the file
 * @param module its name
 * @param text its text
 */
public record PlainVerilogModel(Banner banner, String module, String text)
    implements TemplateModel {
  private static final String TEMPLATE = "packaging/plain_verilog.v.ftl";

  /** A module of a design. */
  public static PlainVerilogModel of(Banner origin, String module, String text) {
    return new PlainVerilogModel(origin.of(TEMPLATE), module, text);
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
