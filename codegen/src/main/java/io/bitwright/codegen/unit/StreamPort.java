package io.bitwright.codegen.unit;

import java.util.List;

/**
 * One valid/ready stream of a unit. A beat moves in a cycle in which valid and ready are both 1.
 *
 * @param name prefix of the stream's ports: {@code weight}
 * @param direction which way the data flows
 * @param fields the data signals in port order, at least one
 */
public record StreamPort(String name, Direction direction, List<StreamField> fields) {
  public StreamPort {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("stream " + name + " has no fields");
    }
  }

  /** {@code weight_valid_i} of an input stream, {@code result_valid_o} of an output stream. */
  public String validSignal() {
    return name + "_valid" + direction.forwardSuffix();
  }

  /** {@code weight_ready_o} of an input stream, {@code result_ready_i} of an output stream. */
  public String readySignal() {
    return name + "_ready" + direction.backwardSuffix();
  }

  /** Bits of one beat, all fields together. */
  public int beatBits() {
    return fields.stream().mapToInt(StreamField::widthBits).sum();
  }
}
