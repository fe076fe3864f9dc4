package io.bitwright.codegen.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What the harness around a module for placing and routing shows ({@code pin_harness.v.ftl}): three
 * pins, registers on all other ports, and nothing that could be optimised away.
 *
 * @param topModule the module in the harness
 * @param clock its clock port; empty if it has none
 * @param inputs its other input ports
 * @param outputs its output ports
 */
public record PinHarnessModel(
    String topModule, String clock, List<PlacedPort> inputs, List<PlacedPort> outputs)
    implements TemplateModel {
  /** Name of the harness's module. */
  public static final String MODULE = "pin_harness";

  /** Bits that one LUT4 folds. */
  private static final int FOLDED = 4;

  public PinHarnessModel {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(topModule + " has no output whose speed could be seen");
    }
  }

  /** A port of the module: its name and its bits. */
  public record ModulePort(String name, boolean isInput, int widthBits) {}

  /** A port in its harness: its bits begin at {@code firstBit} of the register. */
  public record PlacedPort(String name, int firstBit, int widthBits) {}

  /** A stage that folds a register: it reads {@code source} and has {@code widthBits} bits. */
  public record Fold(String source, String name, int widthBits, int sourceBits) {}

  /** The harness of a module with these ports, the clock among them if it has one. */
  public static PinHarnessModel of(String module, String clock, List<ModulePort> ports) {
    boolean isClocked = ports.stream().anyMatch(port -> port.name().equals(clock));
    return new PinHarnessModel(
        module, isClocked ? clock : "", placed(ports, clock, true), placed(ports, clock, false));
  }

  private static List<PlacedPort> placed(List<ModulePort> ports, String clock, boolean inputs) {
    List<PlacedPort> placed = new ArrayList<>();
    int next = 0;
    for (ModulePort port : ports) {
      if (port.isInput() == inputs && !port.name().equals(clock)) {
        placed.add(new PlacedPort(port.name(), next, port.widthBits()));
        next += port.widthBits();
      }
    }
    return placed;
  }

  @Override
  public String template() {
    return "synthesis/pin_harness.v.ftl";
  }

  /** Bits of all inputs, at least 1. */
  public int inputBits() {
    return Math.max(1, bits(inputs));
  }

  /** Bits of all outputs. */
  public int outputBits() {
    return bits(outputs);
  }

  private static int bits(List<PlacedPort> ports) {
    return ports.stream().mapToInt(PlacedPort::widthBits).sum();
  }

  /** The stages from all outputs down to one bit. */
  public List<Fold> folds() {
    List<Fold> folds = new ArrayList<>();
    String source = "seen_q";
    int width = outputBits();
    do {
      width = (width + FOLDED - 1) / FOLDED;
      String name = "fold" + folds.size() + "_q";
      folds.add(new Fold(source, name, width, width * FOLDED));
      source = name;
    } while (width > 1);
    return folds;
  }

  /** The register that holds the last bit. */
  public String lastFold() {
    return folds().getLast().name();
  }
}
