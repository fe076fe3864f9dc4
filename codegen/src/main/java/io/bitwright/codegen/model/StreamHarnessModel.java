package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.ConstantPort;
import io.bitwright.codegen.unit.Direction;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import java.util.ArrayList;
import java.util.List;

/**
 * What the C++ harness of a unit needs to know ({@code verilated_stream_harness.cpp.ftl}): its
 * ports, and how a beat of each stream lies in a buffer.
 *
 * @param topModule name of the module
 * @param clock clock port
 * @param reset reset port, active low
 * @param inputs input streams in port order, at least one
 * @param outputs output streams in port order, at least one
 * @param constants inputs that keep one value while a model lives, in port order
 */
public record StreamHarnessModel(
    String topModule,
    String clock,
    String reset,
    List<Stream> inputs,
    List<Stream> outputs,
    List<ConstantPort> constants)
    implements TemplateModel {
  public StreamHarnessModel {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    constants = List.copyOf(constants);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          topModule + " needs an input and an output stream to be driven");
    }
  }

  @Override
  public String template() {
    return "harness/verilated_stream_harness.cpp.ftl";
  }

  /** The harness of a unit with these ports. */
  public static StreamHarnessModel of(UnitInterface unit) {
    return new StreamHarnessModel(
        unit.topModule(),
        UnitInterface.CLOCK,
        UnitInterface.RESET,
        streams(unit, Direction.INPUT),
        streams(unit, Direction.OUTPUT),
        unit.constants());
  }

  /** The input or output stream of that name, which the unit must have. */
  public Stream stream(String name) {
    return java.util.stream.Stream.concat(inputs.stream(), outputs.stream())
        .filter(stream -> stream.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(topModule + " has no stream named " + name));
  }

  private static List<Stream> streams(UnitInterface unit, Direction direction) {
    return unit.streams().stream()
        .filter(stream -> stream.direction() == direction)
        .map(Stream::of)
        .toList();
  }

  /**
   * One stream.
   *
   * @param name prefix of its ports
   * @param validSignal valid port
   * @param readySignal ready port
   * @param beatBytes bytes from one beat of a buffer to the next
   * @param fields its data signals in port order
   */
  public record Stream(
      String name, String validSignal, String readySignal, int beatBytes, List<Field> fields) {
    public Stream {
      fields = List.copyOf(fields);
    }

    /** A stream as it lies in a buffer. */
    public static Stream of(StreamPort port) {
      List<Field> fields = new ArrayList<>();
      int offset = 0;
      for (StreamField field : port.fields()) {
        Field laidOut = Field.at(offset, field);
        fields.add(laidOut);
        offset += laidOut.bytes();
      }
      return new Stream(port.name(), port.validSignal(), port.readySignal(), offset, fields);
    }

    /** The data signal of that name, which the stream must have. */
    public Field field(String signal) {
      return fields.stream()
          .filter(field -> field.signal().equals(signal))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException(name + " has no data signal named " + signal));
    }
  }

  /**
   * One data signal: little-endian in whole bytes, bits above its width 0.
   *
   * @param signal the port
   * @param widthBits bits of the port
   * @param byteOffset first byte of the field in a beat
   * @param bytes bytes that the field takes
   * @param topByteMask the bits of the last byte that belong to the port
   */
  public record Field(String signal, int widthBits, int byteOffset, int bytes, int topByteMask) {
    private static Field at(int byteOffset, StreamField field) {
      int bytes = (field.widthBits() + Byte.SIZE - 1) / Byte.SIZE;
      int unused = bytes * Byte.SIZE - field.widthBits();
      return new Field(field.signal(), field.widthBits(), byteOffset, bytes, 0xff >> unused);
    }
  }
}
