package io.bitwright.simulator.convention;

import static io.bitwright.simulator.convention.PublishedTable.number;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.scalesim.ScaleSimAccounting;
import io.bitwright.simulator.scalesim.ScaleSimEstimate;
import io.bitwright.spec.scalesim.ScaleSimArray;
import io.bitwright.spec.scalesim.ScaleSimDataflow;
import io.bitwright.spec.scalesim.ScaleSimMemory;
import io.bitwright.spec.scalesim.ScaleSimMemory.Buffer;
import io.bitwright.spec.scalesim.ScaleSimMemory.InterfaceBandwidth;
import io.bitwright.spec.workload.MatmulShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs of SCALE-Sim beside {@link ScaleSimAccounting}. */
public final class ScaleSimRuns {

  /**
   * One run.
   *
   * @param reported the row of the run, by the names of SCALE-Sim's reports
   * @param memory its memory
   * @param estimate what the accounting gives for it
   */
  record Run(NamedCsvRecord reported, ScaleSimMemory memory, ScaleSimEstimate estimate) {
    long reported(String column) {
      return Long.parseLong(reported.getField(column));
    }

    boolean stalls() {
      return reported("stall_cycles") != 0;
    }

    @Override
    public String toString() {
      return "SCALE-Sim %s, %s %sx%s, %s, %s words/cycle"
          .formatted(
              reported.getField("mode"),
              reported.getField("dataflow"),
              reported.getField("rows"),
              reported.getField("cols"),
              estimate.shape(),
              reported.getField("bw_words_per_cycle"));
    }
  }

  private ScaleSimRuns() {}

  /** Total cycles of all runs in which SCALE-Sim's array never stalled. */
  public static List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    for (Run run : runs()) {
      if (!run.stalls()) {
        rows.add(
            ValidationRow.printed(
                PublishedTable.source(run.reported()),
                run.toString(),
                run.reported().getField("total_cycles"),
                (double) run.estimate().cycles(),
                "cycles",
                ""));
      }
    }
    return List.copyOf(rows);
  }

  /** All runs, those that stalled among them. */
  static List<Run> runs() {
    return PublishedTable.rows("scale_sim_gemm.csv").stream().map(ScaleSimRuns::run).toList();
  }

  private static Run run(NamedCsvRecord row) {
    ScaleSimArray array =
        new ScaleSimArray(
            number(row, "rows"),
            number(row, "cols"),
            ScaleSimDataflow.parse(row.getField("dataflow")));
    int wordsPerCycle = number(row, "bw_words_per_cycle");
    ScaleSimMemory memory =
        new ScaleSimMemory(
            new Buffer(number(row, "ifmap_sram_kB"), wordsPerCycle),
            new Buffer(number(row, "filter_sram_kB"), wordsPerCycle),
            new Buffer(number(row, "ofmap_sram_kB"), wordsPerCycle),
            InterfaceBandwidth.valueOf(row.getField("mode")));
    MatmulShape shape = new MatmulShape(number(row, "M"), number(row, "K"), number(row, "N"));
    ScaleSimAccounting accounting = new ScaleSimAccounting(array, Optional.of(memory));
    return new Run(row, memory, accounting.estimate(shape));
  }
}
