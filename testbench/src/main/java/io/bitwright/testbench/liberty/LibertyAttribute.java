package io.bitwright.testbench.liberty;

import java.util.List;

/**
 * An attribute of a group: simple ({@code area : 1.5;}, one value) or complex ({@code
 * capacitive_load_unit (1, ff);}, any number of values).
 *
 * @param name the attribute's name
 * @param values its values without quotes, continued lines joined
 * @param line the line on which it begins, from 1
 */
public record LibertyAttribute(String name, List<String> values, int line) {
  public LibertyAttribute {
    values = List.copyOf(values);
  }
}
