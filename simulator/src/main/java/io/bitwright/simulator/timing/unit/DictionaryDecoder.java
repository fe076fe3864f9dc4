package io.bitwright.simulator.timing.unit;

import io.bitwright.simulator.timing.stream.StallPattern;
import io.bitwright.simulator.timing.stream.StallingSource;
import java.util.List;

/**
 * The cycles of a decoder of dictionaries, docs/units/dictionary_decoder.md.
 *
 * @param entries entries of a dictionary, at least 1
 * @param lanes trits in a beat, at least 1
 */
public record DictionaryDecoder(int entries, int lanes) {
  /**
   * A codeword.
   *
   * @param length trits of its entry, at least 1
   * @param last whether it ends its row
   * @param end whether it is the last that uses its dictionary
   */
  public record Codeword(int length, boolean last, boolean end) {}

  /**
   * Cycles without stalls until the last trits have moved, in closed form.
   *
   * @param codewords at least one, of whole rows, all of one dictionary
   */
  public long cycles(List<Codeword> codewords) {
    long cycles = entries + 2L;
    long before = 0; // trits of the row before the codeword
    for (Codeword codeword : codewords) {
      long after = before + codeword.length();
      long completed = codeword.last() ? Math.ceilDiv(after, lanes) : after / lanes;
      cycles += Math.max(1, completed - before / lanes);
      before = codeword.last() ? 0 : after;
    }
    return cycles;
  }

  /**
   * Cycles until the last trits have moved, stepped one by one.
   *
   * @param codewords at least one, of whole rows; the last one ends the use of its dictionary
   * @param entryStalls when the source of the dictionaries starts to offer an entry
   * @param codewordStalls when the source of the codewords starts to offer one
   * @param tritStalls when the sink is ready
   */
  public long cycles(
      List<Codeword> codewords,
      StallPattern entryStalls,
      StallPattern codewordStalls,
      StallPattern tritStalls) {
    if (!codewords.getLast().last() || !codewords.getLast().end()) {
      throw new IllegalArgumentException("the last codeword ends neither row nor dictionary");
    }
    Run run = new Run(codewords, entryStalls, codewordStalls, tritStalls);
    long cycle = 0;
    while (!run.isOver()) {
      run.step(cycle++);
    }
    return cycle;
  }

  /** The registers of the unit, and where its partners are. */
  private final class Run {
    private final List<Codeword> codewords;
    private final StallingSource entrySource;
    private final StallingSource codewordSource;
    private final StallPattern sink;
    private long entriesLeft;
    private int next; // codeword to be offered
    private boolean loaded;
    private int loadIndex;
    private int read = -1; // codeword whose entry has been read, -1 if none
    private int count;
    private boolean rowEnd;

    Run(
        List<Codeword> codewords,
        StallPattern entryStalls,
        StallPattern codewordStalls,
        StallPattern tritStalls) {
      this.codewords = codewords;
      this.entrySource = new StallingSource(entryStalls);
      this.codewordSource = new StallingSource(codewordStalls);
      this.sink = tritStalls;
      this.entriesLeft = entries * codewords.stream().filter(Codeword::end).count();
    }

    boolean isOver() {
      return next == codewords.size() && read < 0 && count == 0;
    }

    void step(long cycle) {
      final boolean entryOffered = entriesLeft > 0 && entrySource.offers(cycle);
      final boolean codewordOffered = next < codewords.size() && codewordSource.offers(cycle);
      final boolean wasLoaded = loaded;
      boolean moves = (count >= lanes || rowEnd) && sink.isWilling(cycle);
      boolean rowDone = moves && rowEnd && count <= lanes;
      int rest = moves ? Math.max(0, count - lanes) : count;
      boolean append = read >= 0 && rest < lanes && (!rowEnd || rowDone);
      count = rest;
      rowEnd = rowEnd && !rowDone;
      if (append) {
        count += codewords.get(read).length();
        rowEnd = codewords.get(read).last();
        read = -1;
      }
      if (codewordOffered && wasLoaded && read < 0) {
        codewordSource.moved();
        loaded = !codewords.get(next).end();
        read = next++;
      }
      if (entryOffered && !wasLoaded) {
        entrySource.moved();
        entriesLeft--;
        loadIndex = (loadIndex + 1) % entries;
        loaded = loadIndex == 0;
      }
    }
  }
}
