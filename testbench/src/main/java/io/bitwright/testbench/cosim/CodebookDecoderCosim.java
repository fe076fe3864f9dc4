package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.CodebookDecoderModel;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.golden.unit.CodebookDecoder;
import io.bitwright.spec.workload.MatmulShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rows of codes with the scales of their groups, rows that end within a group included. */
public final class CodebookDecoderCosim implements UnitCosim<CodebookDecoderModel> {
  private static final int MOST_ROWS = 8;
  private static final int MOST_GROUPS_IN_A_ROW = 4;

  @Override
  public List<CodebookDecoderModel> parameterSets() {
    return List.of(
        unit("nf4", 16, 64, Map.of()),
        unit("nf2", 7, 21, Map.of("output", "int16", "fraction", "8")),
        unit("int4", 64, 128, Map.of("fraction", "11")),
        unit("nf4", 32, 8, Map.of("level-width", "16", "output", "int16")),
        unit("nf4", 1, 1, Map.of("fraction", "0", "scale-width", "3")),
        unit("int4", 13, 13, Map.of("fraction", "0", "output", "int16", "scale-width", "9")),
        unit("nf2", 64, 1, Map.of("level-width", "3", "fraction", "1", "scale-width", "7")),
        unit("nf4", 3, 300, Map.of("level-width", "11", "fraction", "31", "output", "int16")));
  }

  @Override
  public CodebookDecoderModel smallUnit() {
    return unit("nf4", 2, 8, Map.of("scale-width", "8", "fraction", "4"));
  }

  private static CodebookDecoderModel unit(
      String codebook, int lanes, int group, Map<String, String> others) {
    Map<String, String> settings = new LinkedHashMap<>(others);
    settings.put("codebook", codebook);
    settings.put("lanes", String.valueOf(lanes));
    settings.put("group", String.valueOf(group));
    return (CodebookDecoderModel) Unit.CODEBOOK_DECODER.configure(settings);
  }

  /** {@inheritDoc} One to 8 rows of 1 to 4 groups, the last group of a row of any length. */
  @Override
  public CosimCase draw(
      CodebookDecoderModel unit, int number, Optional<MatmulShape> shape, RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int[] groups =
        random.ints(random.nextInt(1, MOST_ROWS + 1), 1, MOST_GROUPS_IN_A_ROW + 1).toArray();
    int[] runs = IntStream.generate(unit::groupBeats).limit(Arrays.stream(groups).sum()).toArray();
    boolean[] rowEnds = new boolean[runs.length];
    int next = -1;
    for (int inRow : groups) {
      next += inRow;
      rowEnds[next] = true;
      runs[next] = random.nextInt(1, unit.groupBeats() + 1);
    }
    int beats = Arrays.stream(runs).sum();
    Beats scales = new Beats(unit.interfaceOf().stream("scale"), runs.length);
    Beats codes = new Beats(unit.interfaceOf().stream("code"), beats);
    Beats weights = new Beats(unit.interfaceOf().stream("weight"), beats);
    int beat = 0;
    for (int run = 0; run < runs.length; run++) {
      int[] scale = drawScales(unit, number, random);
      for (int part = 0; part < scale.length; part++) {
        scales.set(run, "scale_data_i", part, scale[part]);
      }
      for (int i = 0; i < runs[run]; i++, beat++) {
        decode(unit, number, scale, beat, codes, weights, random);
        if (unit.countsBeats()) {
          codes.set(beat, "code_last_i", rowEnds[run] && i == runs[run] - 1 ? 1 : 0);
        }
      }
    }
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    return new BeatsCase(
        "%d beats on %d scales".formatted(beats, runs.length),
        number < 2 ? "extreme" : "random",
        stalls,
        Map.of("scale", scales, "code", codes),
        Map.of("weight", weights),
        simulatedCycles(runs, stalls));
  }

  private static int[] drawScales(CodebookDecoderModel unit, int number, RandomGenerator random) {
    int[] scales = new int[unit.scales()];
    int largest = (1 << unit.scaleWidth()) - 1;
    for (int part = 0; part < scales.length; part++) {
      int kind = number < 2 ? 0 : random.nextInt(6);
      scales[part] =
          switch (kind) {
            case 0 -> largest;
            case 1 -> 0;
            // Few bits set: products whose low bits are 0, and so ties.
            case 2, 3 -> 1 << random.nextInt(unit.scaleWidth());
            case 4 -> Math.min(largest, scaleToSaturate(unit, random));
            default -> random.nextInt(largest + 1);
          };
    }
    return scales;
  }

  /** The least scale that brings one of the levels to where only rounding saturates its weight. */
  private static int scaleToSaturate(CodebookDecoderModel unit, RandomGenerator random) {
    int code = random.nextInt(unit.codebook().codes());
    int level = Math.abs(unit.codebook().fixedPointLevel(code, unit.levelWidth()));
    long half = (1L << (unit.outputWidth() + unit.fraction())) - (1L << unit.fraction());
    return level == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (half / 2 + level - 1) / level);
  }

  private static void decode(
      CodebookDecoderModel unit,
      int number,
      int[] scale,
      int beat,
      Beats codes,
      Beats weights,
      RandomGenerator random) {
    CodebookDecoder golden =
        new CodebookDecoder(
            unit.codebook(), unit.levelWidth(), unit.fraction(), unit.outputWidth());
    int last = unit.codebook().codes() - 1;
    for (int lane = 0; lane < unit.lanes(); lane++) {
      int code =
          switch (number) {
            case 0 -> unit.codebook().isInteger() ? last / 2 : last;
            case 1 -> unit.codebook().isInteger() ? last / 2 + 1 : 0;
            default -> random.nextInt(last + 1);
          };
      codes.set(beat, "code_data_i", lane, code);
      int own = scale[lane / Math.min(unit.lanes(), unit.group())];
      weights.set(beat, "weight_data_o", lane, golden.decode(code, own));
    }
  }

  private static long simulatedCycles(int[] runs, StreamStalls stalls) {
    var timing = new io.bitwright.simulator.timing.unit.CodebookDecoder();
    long stepped = timing.cycles(runs, stalls.of("scale"), stalls.of("code"), stalls.of("weight"));
    int beats = Arrays.stream(runs).sum();
    return SimulatedCycles.of(beats + " beats", stalls, stepped, () -> timing.cycles(beats));
  }
}
