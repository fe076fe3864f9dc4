package io.bitwright.testbench.gatelevel;

import java.util.regex.Pattern;

/**
 * Which nets carry sums and which products of a module, by their names in the RTL, which the
 * netlist keeps for registers and ports. So cells are told apart although mapping has mixed them:
 * logic that a sum goes through is the {@link EnergyOrigin#ADDER}; logic through which nothing but
 * operands goes, on the way to sums or to product registers, is the {@link
 * EnergyOrigin#MULTIPLIER}.
 *
 * @param sums names of nets that carry sums
 * @param products names of registers that carry products, or parts of them
 */
public record NetRoles(Pattern sums, Pattern products) {
  private static final Pattern NONE = Pattern.compile("(?!)");
  private static final Pattern ANY = Pattern.compile(".*");

  /** The names that the templates use. */
  public static NetRoles ofUnits() {
    return new NetRoles(
        Pattern.compile("(?i).*(sum|accumul|count|deskew|result_data).*"),
        Pattern.compile("(?i).*(product|lower_q|upper_q).*"));
  }

  /** A module that does nothing but add. */
  public static NetRoles adder() {
    return new NetRoles(ANY, NONE);
  }

  /** A module that does nothing but multiply. */
  public static NetRoles multiplier() {
    return new NetRoles(NONE, ANY);
  }

  boolean isSum(String name) {
    return sums.matcher(name).matches();
  }

  boolean isProduct(String name) {
    return products.matcher(name).matches();
  }
}
