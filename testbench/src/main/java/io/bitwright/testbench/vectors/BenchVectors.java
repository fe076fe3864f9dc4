package io.bitwright.testbench.vectors;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.model.BenchVectorsModel;
import io.bitwright.codegen.model.BenchVectorsModel.RecordedStream;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.codegen.unit.OutputStationaryArrayModel;
import io.bitwright.codegen.unit.StationaryTileModel;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.testbench.cosim.CosimCase;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.verilator.BeatSource;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Adds recorded runs to a design, which its C++ bench plays: the largest values, the smallest, then
 * random and extreme ones, most under stalls. They are those of co-simulation, drawn with a fixed
 * seed; values are the golden model's, cycles the simulator's.
 */
public final class BenchVectors {
  private static final long SEED = 1;

  /** The largest file of a run; a run that is larger is drawn anew, smaller as a rule. */
  private static final int MOST_CHARACTERS = 20_000;

  private static final int MOST_DRAWS = 40;
  private static final int MOST_ROWS = 9;

  private BenchVectors() {}

  /** The same design, its recorded runs added. */
  public static GeneratedDesign addTo(GeneratedDesign design) {
    List<GeneratedFile> files = new ArrayList<>();
    Random random = new Random(SEED);
    for (int run = 0; run < BenchVectorsModel.RUNS; run++) {
      String text = text(design, smallEnough(design, run, random));
      files.add(new GeneratedFile(BenchVectorsModel.path(run), text));
    }
    return design.with(files);
  }

  /** The run of that number, as it is recorded. */
  static CosimCase run(GeneratedDesign design, int number) {
    Random random = new Random(SEED);
    CosimCase chosen = null;
    for (int run = 0; run <= number; run++) {
      chosen = smallEnough(design, run, random);
    }
    return Objects.requireNonNull(chosen);
  }

  /** The first run drawn whose file is small enough, else the smallest of those drawn. */
  private static CosimCase smallEnough(GeneratedDesign design, int run, Random random) {
    CosimCase smallest = draw(design, run, random);
    int length = text(design, smallest).length();
    for (int draw = 1; draw < MOST_DRAWS && length > MOST_CHARACTERS; draw++) {
      CosimCase next = draw(design, run, random);
      int nextLength = text(design, next).length();
      if (nextLength < length) {
        smallest = next;
        length = nextLength;
      }
    }
    return smallest;
  }

  private static CosimCase draw(GeneratedDesign design, int run, Random random) {
    return UnitCosims.draw(design.spec(), run, shape(design, random), random);
  }

  /** Small products for units that take a shape, whole tiles so that no result is open. */
  private static Optional<MatmulShape> shape(GeneratedDesign design, Random random) {
    if (design.spec() instanceof OutputStationaryArrayModel unit) {
      int longest = Math.min(unit.longestSum(), 2 * unit.rows());
      return Optional.of(
          new MatmulShape(unit.rows(), random.nextInt(1, longest + 1), unit.columns()));
    }
    if (!(design.spec() instanceof StationaryTileModel unit)) {
      return Optional.empty();
    }
    int longest = Math.min(unit.longestSum(), 2 * unit.rows());
    int streaming = random.nextInt(2, MOST_ROWS + 1);
    int terms = random.nextInt(Math.min(unit.rows(), longest), longest + 1);
    return Optional.of(
        unit.holdsActivations()
            ? new MatmulShape(unit.columns(), terms, streaming)
            : new MatmulShape(streaming, terms, unit.columns()));
  }

  private static String text(GeneratedDesign design, CosimCase one) {
    UnitModel unit = design.spec();
    Map<String, BeatSource> sources = one.streams().inputs();
    List<RecordedStream> streams = new ArrayList<>();
    for (StreamPort port : unit.interfaceOf().streams()) {
      BeatSource beats =
          sources.containsKey(port.name())
              ? Objects.requireNonNull(sources.get(port.name()))
              : Objects.requireNonNull(one.expectedBeats().get(port.name()), port.name());
      streams.add(
          new RecordedStream(
              port.name(),
              String.join(" ", port.fields().stream().map(field -> field.signal()).toList()),
              pattern(one.stalls().of(port.name()).toBytes()),
              lines(port, beats)));
    }
    BenchVectorsModel model =
        new BenchVectorsModel(
            design.origin().of(BenchVectorsModel.TEMPLATE),
            design.topModule(),
            "%s %s, stalls: %s"
                .formatted(one.workload(), one.operands(), one.stalls().kind().label()),
            one.simulatedCycles(),
            streams);
    return new TemplateEngine().render(BenchVectorsModel.TEMPLATE, model);
  }

  private static List<String> lines(StreamPort port, BeatSource source) {
    BeatText text = BeatText.of(port);
    byte[] bytes = new byte[text.bytes()];
    List<String> lines = new ArrayList<>();
    for (long beat = 0; beat < source.beats(); beat++) {
      source.write(beat, MemorySegment.ofArray(bytes), 0);
      lines.add(text.line(bytes));
    }
    return lines;
  }

  private static String pattern(byte[] willing) {
    StringBuilder digits = new StringBuilder();
    for (byte bit : willing) {
      digits.append(bit);
    }
    return digits.toString();
  }
}
