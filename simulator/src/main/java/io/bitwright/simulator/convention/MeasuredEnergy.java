package io.bitwright.simulator.convention;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.bitwright.simulator.energy.EnergyAccounting;
import io.bitwright.simulator.energy.EnergyJoules;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Estimate;
import io.bitwright.simulator.estimate.Estimator;
import io.bitwright.simulator.estimate.OperatorEstimate;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Energy of a whole board measured on silicon beside ours of the whole system. No constant of the
 * machine or of its tables was fitted on a measured energy.
 */
public final class MeasuredEnergy {
  private static final String SOURCE =
      "one NVIDIA H200, measured by the project, energy of the board";

  /** Largest median of the errors. */
  private static final double MEDIAN_SHARE = 0.2;

  /** Largest error of one row. */
  private static final double ROW_SHARE = 0.3;

  private MeasuredEnergy() {}

  /** The median error and the rows, in joules of a pass. */
  public static List<ValidationRow> rows() {
    AcceleratorSpec accelerator = AcceleratorLibrary.get("nvidia-h200");
    EnergyAccounting accounting = EnergyAccounting.of(accelerator);
    List<NamedCsvRecord> measured = PublishedTable.measured("h200_energy.csv");
    double[] errors = new double[measured.size()];
    List<ValidationRow> rows = new ArrayList<>();
    for (NamedCsvRecord row : measured) {
      WorkloadSpec workload = MeasuredTimes.workload(row);
      Estimate estimate =
          Estimator.estimate(accelerator, MeasuredTimes.model(row.getField("model")), workload);
      double board = Double.parseDouble(row.getField("joules"));
      double ours = joules(estimate, accounting);
      errors[rows.size()] = Math.abs(ours / board - 1);
      rows.add(
          ValidationRow.within(
              SOURCE, MeasuredTimes.item(row, workload), board, ours, "J", ROW_SHARE * board));
    }
    rows.addFirst(
        ValidationRow.within(
            SOURCE,
            "median error of " + errors.length + " rows",
            0,
            100 * MeasuredTimes.median(errors),
            "%",
            100 * MEDIAN_SHARE));
    return List.copyOf(rows);
  }

  private static double joules(Estimate estimate, EnergyAccounting accounting) {
    List<EnergyJoules> parts = new ArrayList<>();
    for (OperatorEstimate line : estimate.operators()) {
      parts.add(accounting.joules(line.actions(), EnergyView.SYSTEM));
    }
    parts.add(accounting.standby(EnergyView.SYSTEM, estimate.latencySeconds()));
    return EnergyJoules.sum(parts).total();
  }
}
