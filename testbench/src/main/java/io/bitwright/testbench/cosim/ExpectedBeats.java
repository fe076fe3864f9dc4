package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.StreamField;
import io.bitwright.testbench.cosim.CosimResult.ValueMismatch;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Holds the beats of an output stream against expected ones, element by element. */
public final class ExpectedBeats implements BeatCheck {
  private final Beats expected;
  private final List<ValueMismatch> mismatches = new ArrayList<>();

  public ExpectedBeats(Beats expected) {
    this.expected = expected;
  }

  @Override
  public long beats() {
    return expected.beats();
  }

  @Override
  public void accept(long beat, long cycle, MemorySegment buffer, long offset) {
    int number = (int) beat;
    if (expected.equalsBeat(number, buffer, offset)) {
      return;
    }
    Beats got = new Beats(expected.port(), 1);
    got.copyFrom(0, buffer, offset);
    for (StreamField field : expected.port().fields()) {
      for (int element = 0; element < field.elements(); element++) {
        long right = expected.get(number, field.signal(), element);
        long wrong = got.get(0, field.signal(), element);
        if (right != wrong) {
          String place = "beat %d, %s element %d".formatted(beat, field.signal(), element);
          mismatches.add(new ValueMismatch(cycle, place, right, wrong));
        }
      }
    }
  }

  @Override
  public List<ValueMismatch> mismatches() {
    return List.copyOf(mismatches);
  }
}
