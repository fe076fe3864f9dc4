package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Series of every family's parts: encoders, distances, experts, windows, images. */
class SeriesEstimateTest {
  static List<String> decoders() {
    return ModelLibrary.names().stream().filter(name -> ModelLibrary.get(name).decodes()).toList();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void aSeriesIsItsPassesOneByOne(String name) {
    ModelConfig model = ModelLibrary.get(name);
    WorkloadSpec workload =
        new WorkloadSpec(Phase.PREFILL, 2, 33, 0, NumberFormat.INT8, NumberFormat.INT8)
            .with(new GenerationSpec(5, 1, Optional.empty()));
    PassSeries steps = PassSchedule.of(model, workload).steps().getFirst();
    for (String machine : List.of("tpu-v4", "nvidia-h200")) {
      AcceleratorSpec accelerator = AcceleratorLibrary.get(machine);
      Machine operators = Machine.of(accelerator);
      ModelFormats formats = Estimator.formats(accelerator, workload);
      PassSum sum = new PassSum();
      for (int step = 0; step < steps.passes(); step++) {
        sum.add(estimate(accelerator, operators, steps.only(step), formats), 1);
      }

      assertThat(steps.passes()).isEqualTo(5);
      Estimate whole = estimate(accelerator, operators, steps, formats);
      assertThat(whole.cycles()).isPositive();
      sum.assertEquals(whole);
    }
  }

  private static Estimate estimate(
      AcceleratorSpec accelerator, Machine operators, PassSeries series, ModelFormats formats) {
    return EstimateSum.of(
        accelerator,
        SeriesEstimate.of(operators, series, formats).operators(),
        1,
        ModelWork.flops(List.of(series)),
        1,
        1,
        new MemoryBytes(0, 0, 0, 0, 0),
        Optional.empty());
  }
}
