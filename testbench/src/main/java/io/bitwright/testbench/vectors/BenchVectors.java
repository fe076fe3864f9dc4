package io.bitwright.testbench.vectors;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.model.BenchVectorsModel;
import io.bitwright.codegen.model.BenchVectorsModel.RecordedStream;
import io.bitwright.codegen.render.TemplateEngine;
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
      files.add(new GeneratedFile(BenchVectorsModel.path(run), smallEnough(design, run, random)));
    }
    return design.with(files);
  }

  /** The text of the first run drawn that fits, else of the smallest of those drawn. */
  private static String smallEnough(GeneratedDesign design, int run, Random random) {
    String smallest = "";
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      String text = text(design, UnitCosims.draw(design.spec(), run, shape(design, random), random));
      if (smallest.isEmpty() || text.length() < smallest.length()) {
        smallest = text;
      }
      if (text.length() <= MOST_CHARACTERS) {
        break;
      }
    }
    return smallest;
  }

  /** Small products for units that take a shape, whole tiles of N so that no result is open. */
  private static Optional<MatmulShape> shape(GeneratedDesign design, Random random) {
    if (!(design.spec() instanceof StationaryTileModel unit)) {
      return Optional.empty();
    }
    int longest = Math.min(unit.longestSum(), 2 * unit.rows());
    return Optional.of(
        new MatmulShape(
            random.nextInt(2, MOST_ROWS + 1),
            random.nextInt(Math.min(unit.rows(), longest), longest + 1),
            unit.columns()));
  }

  private static String text(GeneratedDesign design, CosimCase one) {
    UnitModel unit = design.spec();
    Map<String, BeatSource> sources = one.streams().inputs();
    List<RecordedStream> streams = new ArrayList<>();
    for (StreamPort port : unit.interfaceOf().streams()) {
      BeatSource input = sources.get(port.name());
      List<String> beats =
          input != null ? lines(port, input) : lines(port, one.expectedBeats().get(port.name()));
      streams.add(
          new RecordedStream(
              port.name(),
              String.join(" ", port.fields().stream().map(field -> field.signal()).toList()),
              pattern(one.stalls().of(port.name()).toBytes()),
              beats));
    }
    BenchVectorsModel model =
        new BenchVectorsModel(
            design.origin().of(BenchVectorsModel.TEMPLATE),
            design.topModule(),
            "%s %s, stalls: %s".formatted(one.workload(), one.operands(), one.stalls().kind().label()),
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
