package io.bitwright.codegen.unit;

import java.util.List;

/**
 * One valid/ready stream of a unit. A beat moves in a cycle in which valid and ready are both 1.
 *
 * @param name prefix of the stream's ports: {@code weight}
 * @param direction which way the data flows
 * @param meaning what one beat is, one phrase: {@code a row of weights}
 * @param fields the data signals in port order, at least one
 */
public record StreamPort(
    String name, Direction direction, String meaning, List<StreamField> fields) {
  public StreamPort {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("stream " + name + " has no fields");
    }
  }

  /** An input stream. */
  public static StreamPort input(String name, String meaning, StreamField... fields) {
    return new StreamPort(name, Direction.INPUT, meaning, List.of(fields));
  }

  /** An output stream. */
  public static StreamPort output(String name, String meaning, StreamField... fields) {
    return new StreamPort(name, Direction.OUTPUT, meaning, List.of(fields));
  }

  /** {@code weight_valid_i} of an input stream, {@code result_valid_o} of an output stream. */
  public String validSignal() {
    return name + "_valid" + direction.forwardSuffix();
  }

  /** {@code weight_ready_o} of an input stream, {@code result_ready_i} of an output stream. */
  public String readySignal() {
    return name + "_ready" + direction.backwardSuffix();
  }

  /** The data signal of that name, which the stream must have. */
  public StreamField field(String signal) {
    return fields.stream()
        .filter(field -> field.signal().equals(signal))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has no data signal named " + signal));
  }

  /** Bits of one beat, all fields together. */
  public int beatBits() {
    return fields.stream().mapToInt(StreamField::widthBits).sum();
  }
}
