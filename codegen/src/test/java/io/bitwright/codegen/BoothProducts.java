package io.bitwright.codegen;

/**
 * What the registers of a Booth multiplier hold, in plain products. A product is kept as twice the
 * product less a carry that is still to be added, the sign of its lowest digit; so the register's
 * lowest bit is the carry.
 */
final class BoothProducts {
  /** The product of the whole weight of those of its halves, its carry still to be added. */
  static final String OF_HALVES = "(lower_q + (%s <<< 4))".formatted(carried("upper_q"));

  private BoothProducts() {}

  /** The statements for the halves of a weight of eight bits. */
  static String halves(String activation, String weight) {
    String upper =
        "%s * ($signed(%2$s[7:4]) + %3$s)".formatted(activation, weight, unsigned(weight + "[3]"));
    return less("lower_q", activation + " * $signed(" + weight + "[3:0])", weight + "[1]")
        + less("upper_q", upper, weight + "[5]");
  }

  /** A register with its carry added: twice the product. */
  static String carried(String register) {
    return "(%s + %s)".formatted(register, unsigned(register + "[0]"));
  }

  private static String less(String register, String product, String carry) {
    return "%s <= 2 * (%s) - %s;\n".formatted(register, product, unsigned(carry));
  }

  /** Bits as a number of a signed expression. */
  static String unsigned(String bits) {
    return "$signed({1'b0, " + bits + "})";
  }
}
