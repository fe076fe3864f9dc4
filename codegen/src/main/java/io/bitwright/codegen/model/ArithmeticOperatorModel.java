package io.bitwright.codegen.model;

/**
 * One integer operation as a module of its own ({@code arithmetic_operator.sv.ftl}), without
 * registers: the figure that energy tables publish for an operation.
 *
 * @param module name of the module
 * @param operator in SystemVerilog
 * @param operandBits bits of each operand, two's complement
 * @param resultBits bits of the result, two's complement
 */
public record ArithmeticOperatorModel(
    String module, String operator, int operandBits, int resultBits) implements TemplateModel {

  /** A sum as wide as its operands; what does not fit is lost. */
  public static ArithmeticOperatorModel adder(int bits) {
    return new ArithmeticOperatorModel("add_int" + bits, "+", bits, bits);
  }

  /** A whole product. */
  public static ArithmeticOperatorModel multiplier(int bits) {
    return new ArithmeticOperatorModel("multiply_int" + bits, "*", bits, 2 * bits);
  }

  /** Whether it adds; else it multiplies. */
  public boolean isAdder() {
    return operator.equals("+");
  }

  /** The exact result, its low {@link #resultBits}. */
  public long result(long left, long right) {
    long exact = isAdder() ? left + right : left * right;
    int unused = Long.SIZE - resultBits;
    return exact << unused >> unused;
  }

  @Override
  public String template() {
    return "arithmetic/arithmetic_operator.sv.ftl";
  }
}
