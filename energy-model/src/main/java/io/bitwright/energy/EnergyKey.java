package io.bitwright.energy;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an energy is given for.
 *
 * @param component what does it: {@code adder}, {@code sram}
 * @param action what it does once: {@code add}, {@code access}
 * @param format number format of the operands, or technology of a memory or link; may be empty
 * @param capacityBytes size of the memory, where the energy depends on it
 * @param nodeNm process node in nanometres, where the energy depends on it
 */
public record EnergyKey(
    String component,
    String action,
    String format,
    OptionalLong capacityBytes,
    OptionalInt nodeNm) {

  /** The key of an arithmetic operation. */
  public static EnergyKey arithmetic(String component, String action, String format, int nodeNm) {
    return new EnergyKey(component, action, format, OptionalLong.empty(), OptionalInt.of(nodeNm));
  }

  /** The key of a transfer, which depends on the technology alone. */
  public static EnergyKey transfer(String component, String action, String technology) {
    return new EnergyKey(component, action, technology, OptionalLong.empty(), OptionalInt.empty());
  }

  /** As a reader says it: {@code adder add fp16 at 45 nm}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(component).append(' ').append(action);
    if (!format.isEmpty()) {
      text.append(' ').append(format);
    }
    capacityBytes.ifPresent(bytes -> text.append(" of ").append(bytes).append(" bytes"));
    nodeNm.ifPresent(node -> text.append(" at ").append(node).append(" nm"));
    return text.toString();
  }
}
