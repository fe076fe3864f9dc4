package io.bitwright.testbench.vectors;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.testbench.cosim.CosimCase;
import io.bitwright.testbench.cosim.CosimResult;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.cosim.UnitUnderTest;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The picture on a unit's page: a run of a small unit of the kind, recorded from its RTL under
 * Verilator, as WaveDrom's JSON.
 */
public final class RecordedWaveform {
  /** The recorded run that is shown: random values, and as a rule stalls. */
  private static final int RUN = 2;

  private static final int MOST_CYCLES = 40;

  private final List<Map<String, String>> cycles;
  private final List<String> lines = new ArrayList<>();

  private RecordedWaveform(List<Map<String, String>> cycles) {
    this.cycles = cycles;
  }

  /**
   * Records the run.
   *
   * @throws IllegalStateException if the RTL does not give what golden and simulator say
   */
  public static String of(Unit unit, VerilatorBuild verilator) {
    GeneratedDesign design = new RtlGenerator().generate(UnitCosims.smallUnit(unit));
    CosimCase run = BenchVectors.run(design, RUN);
    try {
      Path file = Files.createTempFile("bitwright", ".vcd");
      try {
        CosimResult result =
            UnitUnderTest.build(design.spec(), verilator, BuildOptions.forTests().withWaveforms())
                .runBackToBack(List.of(run), Optional.of(file))
                .getFirst();
        if (!result.agrees()) {
          throw new IllegalStateException(result.title() + ": " + result.disagreement());
        }
        List<Map<String, String>> all =
            ValueChanges.cycles(Files.readString(file), UnitInterface.CLOCK);
        int shown = (int) Math.min(MOST_CYCLES, result.rtlCycles());
        String more =
            result.rtlCycles() > shown
                ? ", the first %d of %d cycles".formatted(shown, result.rtlCycles())
                : "";
        return new RecordedWaveform(all.subList(0, shown))
            .text(design, design.spec().title() + ": " + result.title() + more);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(GeneratedDesign design, String title) {
    lines.add(
        "  {\"name\": \"%s\", \"wave\": \"p%s\"}"
            .formatted(UnitInterface.CLOCK, ".".repeat(cycles.size() - 1)));
    for (StreamPort stream : design.unitInterface().streams()) {
      StringJoiner group = new StringJoiner(",\n    ", "  [\"" + stream.name() + "\",\n    ", "]");
      group.add(bitLine(stream.validSignal()));
      group.add(bitLine(stream.readySignal()));
      stream.fields().forEach(field -> group.add(dataLine(stream, field)));
      lines.add(group.toString());
    }
    return "{\"signal\": [\n%s\n ],\n \"head\": {\"text\": \"%s\", \"tick\": 0}}\n"
        .formatted(String.join(",\n", lines), title);
  }

  private String bitLine(String signal) {
    StringBuilder wave = new StringBuilder();
    for (int cycle = 0; cycle < cycles.size(); cycle++) {
      addTo(wave, value(cycle, signal).equals("1") ? '1' : '0');
    }
    return "{\"name\": \"%s\", \"wave\": \"%s\"}".formatted(signal, wave);
  }

  /** The beats of a data signal in hexadecimal; without valid it carries nothing. */
  private String dataLine(StreamPort stream, StreamField field) {
    StringBuilder wave = new StringBuilder();
    StringJoiner beats = new StringJoiner("\", \"", "\"", "\"");
    boolean isNew = true;
    for (int cycle = 0; cycle < cycles.size(); cycle++) {
      boolean valid = value(cycle, stream.validSignal()).equals("1");
      if (!valid) {
        addTo(wave, 'x');
        isNew = true;
      } else {
        if (isNew) {
          beats.add(new BigInteger(value(cycle, field.signal()), 2).toString(16));
        }
        wave.append(isNew ? '=' : '.');
        isNew = value(cycle, stream.readySignal()).equals("1");
      }
    }
    return "{\"name\": \"%s\", \"wave\": \"%s\", \"data\": [%s]}"
        .formatted(field.signal(), wave, beats.length() > 2 ? beats : "");
  }

  /** WaveDrom writes a dot where a wave goes on as it is. */
  private static void addTo(StringBuilder wave, char state) {
    int last = wave.length() - 1;
    while (last >= 0 && wave.charAt(last) == '.') {
      last--;
    }
    wave.append(last >= 0 && wave.charAt(last) == state ? '.' : state);
  }

  private String value(int cycle, String signal) {
    return cycles.get(cycle).getOrDefault(signal, "0");
  }
}
