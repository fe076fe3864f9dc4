package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.DictionaryDecoderModel;
import io.bitwright.golden.unit.TernaryDictionary;
import io.bitwright.simulator.timing.unit.DictionaryDecoder;
import io.bitwright.simulator.timing.unit.DictionaryDecoder.Codeword;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rows of codewords on one or more dictionaries, random ones and those of sparse rows. */
public final class DictionaryDecoderCosim implements UnitCosim<DictionaryDecoderModel> {
  private static final int MOST_DICTIONARIES = 3;
  private static final int LARGE = 512; // entries from which a run has one dictionary
  private static final int MOST_ROWS = 6;
  private static final int MOST_CODEWORDS_IN_A_ROW = 30;
  private static final double ZEROS = 0.885;

  @Override
  public List<DictionaryDecoderModel> parameterSets() {
    return List.of(
        DictionaryDecoderModel.of(4096, 14, 16),
        DictionaryDecoderModel.of(16, 14, 1),
        DictionaryDecoderModel.of(16, 2, 1),
        DictionaryDecoderModel.of(64, 28, 5),
        DictionaryDecoderModel.of(32, 3, 64),
        DictionaryDecoderModel.of(128, 7, 7),
        DictionaryDecoderModel.of(16, 32, 128),
        DictionaryDecoderModel.of(1024, 13, 31));
  }

  @Override
  public DictionaryDecoderModel smallUnit() {
    return DictionaryDecoderModel.of(16, 5, 3);
  }

  /** {@inheritDoc} Each dictionary has 1 to 6 rows of 1 to 30 codewords. */
  @Override
  public CosimCase draw(
      DictionaryDecoderModel unit,
      int number,
      Optional<MatmulShape> shape,
      RandomGenerator random) {
    UnitCosim.refuseShape(unit, shape);
    int dictionaries =
        number == 0 || unit.entries() >= LARGE ? 1 : random.nextInt(1, MOST_DICTIONARIES + 1);
    Beats entries = new Beats(unit.interfaceOf().stream("entry"), dictionaries * unit.entries());
    List<int[]> rows = new ArrayList<>();
    List<byte[]> trits = new ArrayList<>();
    List<Codeword> codewords = new ArrayList<>();
    for (int used = 0; used < dictionaries; used++) {
      TernaryDictionary dictionary = dictionary(unit, number, random);
      load(dictionary, entries, used * unit.entries());
      var golden = new io.bitwright.golden.unit.DictionaryDecoder(dictionary);
      int inAll = random.nextInt(1, MOST_ROWS + 1);
      for (int row = 0; row < inAll; row++) {
        int length = random.nextInt(1, MOST_CODEWORDS_IN_A_ROW + 1);
        int[] drawn = random.ints(length, 0, unit.entries()).toArray();
        rows.add(drawn);
        trits.add(golden.decode(drawn));
        for (int i = 0; i < drawn.length; i++) {
          boolean last = i == drawn.length - 1;
          codewords.add(
              new Codeword(dictionary.entry(drawn[i]).length, last, last && row == inAll - 1));
        }
      }
    }
    StreamStalls stalls = StreamStalls.ofRun(number, unit.interfaceOf(), random);
    return new BeatsCase(
        "%d codewords in %d rows".formatted(codewords.size(), rows.size()),
        number < 2 ? "extreme" : "random",
        stalls,
        Map.of("entry", entries, "codeword", codewordBeats(unit, rows, codewords)),
        Map.of("trit", tritBeats(unit, trits)),
        simulatedCycles(unit, codewords, dictionaries, stalls));
  }

  private static TernaryDictionary dictionary(
      DictionaryDecoderModel unit, int number, RandomGenerator random) {
    boolean enoughSequences = Math.pow(3, unit.longest()) > unit.entries();
    if (number > 1 && enoughSequences && random.nextInt(4) == 0) {
      return TernaryDictionary.mostProbable(unit.entries(), unit.longest(), 1, ZEROS);
    }
    byte[][] entries = new byte[unit.entries()][];
    for (int index = 0; index < entries.length; index++) {
      int length = number < 2 ? unit.longest() : random.nextInt(1, unit.longest() + 1);
      entries[index] = new byte[length];
      for (int i = 0; i < length; i++) {
        entries[index][i] = (byte) (number < 2 ? 2 * number - 1 : random.nextInt(-1, 2));
      }
    }
    return new TernaryDictionary(entries);
  }

  private static void load(TernaryDictionary dictionary, Beats entries, int firstBeat) {
    for (int index = 0; index < dictionary.size(); index++) {
      byte[] entry = dictionary.entry(index);
      entries.set(firstBeat + index, "entry_length_i", entry.length);
      for (int i = 0; i < entry.length; i++) {
        entries.set(firstBeat + index, "entry_trits_i", i, entry[i]);
      }
    }
  }

  private static Beats codewordBeats(
      DictionaryDecoderModel unit, List<int[]> rows, List<Codeword> codewords) {
    Beats beats = new Beats(unit.interfaceOf().stream("codeword"), codewords.size());
    int[] indices = rows.stream().flatMapToInt(IntStream::of).toArray();
    for (int beat = 0; beat < indices.length; beat++) {
      beats.set(beat, "codeword_index_i", indices[beat]);
      beats.set(beat, "codeword_last_i", codewords.get(beat).last() ? 1 : 0);
      beats.set(beat, "codeword_end_i", codewords.get(beat).end() ? 1 : 0);
    }
    return beats;
  }

  private static Beats tritBeats(DictionaryDecoderModel unit, List<byte[]> rows) {
    int lanes = unit.lanes();
    int count = rows.stream().mapToInt(row -> Math.ceilDiv(row.length, lanes)).sum();
    Beats beats = new Beats(unit.interfaceOf().stream("trit"), count);
    int firstBeat = 0;
    for (byte[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        beats.set(firstBeat + i / lanes, "trit_data_o", i % lanes, row[i]);
      }
      firstBeat += Math.ceilDiv(row.length, lanes);
      beats.set(firstBeat - 1, "trit_last_o", 1);
    }
    return beats;
  }

  private static long simulatedCycles(
      DictionaryDecoderModel unit,
      List<Codeword> codewords,
      int dictionaries,
      StreamStalls stalls) {
    DictionaryDecoder timing = new DictionaryDecoder(unit.entries(), unit.lanes());
    long stepped =
        timing.cycles(codewords, stalls.of("entry"), stalls.of("codeword"), stalls.of("trit"));
    // The closed form is of one dictionary.
    return dictionaries > 1
        ? stepped
        : SimulatedCycles.of(
            codewords.size() + " codewords", stalls, stepped, () -> timing.cycles(codewords));
  }
}
