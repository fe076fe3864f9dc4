package io.bitwright.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.testbench.tool.RequiresVerilator;
import io.bitwright.testbench.vectors.SystolicRecording.Cycle;
import io.bitwright.testbench.vectors.SystolicRecording.Element;
import io.bitwright.testbench.vectors.SystolicRecording.Waiting;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Does the recording show what a weight-stationary array does? */
@RequiresVerilator
class SystolicRecordingTest {
  private static SystolicRecording recording;

  @BeforeAll
  static void record() {
    recording = SystolicRecording.of(new VerilatorBuild(BuildCache.ofUser()));
  }

  @Test
  void resultsAreTheProductOfTheOperandsAndItTakesTheSimulatedCycles() {
    List<List<Long>> product = new ArrayList<>();
    for (List<Long> row : recording.activations()) {
      List<Long> sums = new ArrayList<>();
      for (int column = 0; column < recording.side(); column++) {
        long sum = 0;
        for (int term = 0; term < row.size(); term++) {
          sum += row.get(term) * recording.weights().get(term).get(column);
        }
        sums.add(sum);
      }
      product.add(sums);
    }

    assertThat(beats(recording.cycles().stream().map(Cycle::result).toList())).isEqualTo(product);
    assertThat(recording.cycles()).hasSize((int) recording.simulatedCycles());
  }

  @Test
  void whatComesInAreTheOperands() {
    assertThat(beats(recording.cycles().stream().map(Cycle::loaded).toList()))
        .isEqualTo(recording.weights());
    assertThat(beats(recording.cycles().stream().map(Cycle::entered).toList()))
        .isEqualTo(recording.activations());
  }

  /** An element's sum is that of the element above, plus its product, a cycle before. */
  @Test
  void everySumIsTheOneAbovePlusAProduct() {
    int checked = 0;
    for (int number = 1; number < recording.cycles().size(); number++) {
      List<List<Element>> before = recording.cycles().get(number - 1).elements();
      List<List<Element>> now = recording.cycles().get(number).elements();
      for (int row = 0; row < recording.side(); row++) {
        for (int column = 0; column < recording.side(); column++) {
          Element element = before.get(row).get(column);
          if (element.multiplies()) {
            long above = row == 0 ? 0 : before.get(row - 1).get(column).sum();
            Element next = now.get(row).get(column);
            assertThat(next.sum()).isEqualTo(above + element.weight() * element.activation());
            assertThat(next.gives()).isTrue();
            checked++;
          }
        }
      }
    }
    assertThat(checked).isEqualTo(4 * 4 * 4);
  }

  /** What multiplies in an element goes on to the right; rows below the first wait, one a row. */
  @Test
  void activationsMoveToTheRightFromWhereTheyWaited() {
    int arrived = 0;
    for (int number = 1; number < recording.cycles().size(); number++) {
      Cycle before = recording.cycles().get(number - 1);
      Cycle now = recording.cycles().get(number);
      for (int row = 0; row < recording.side(); row++) {
        for (int column = 1; column < recording.side(); column++) {
          Element left = before.elements().get(row).get(column - 1);
          Element right = now.elements().get(row).get(column);
          assertThat(right.multiplies()).isEqualTo(left.multiplies());
          if (left.multiplies()) {
            assertThat(right.activation()).isEqualTo(left.activation());
          }
        }
      }
      for (Waiting waiting : before.waiting()) {
        if (waiting.steps() == 1) {
          Element first = now.elements().get(waiting.row()).getFirst();
          assertThat(first.multiplies()).isTrue();
          assertThat(first.activation()).isEqualTo(waiting.activation());
          arrived++;
        } else {
          assertThat(now.waiting())
              .contains(new Waiting(waiting.row(), waiting.steps() - 1, waiting.activation()));
        }
      }
    }
    assertThat(arrived).isEqualTo(4 * 3);
  }

  private static List<List<Long>> beats(List<List<Long>> all) {
    return all.stream().filter(beat -> !beat.isEmpty()).toList();
  }
}
