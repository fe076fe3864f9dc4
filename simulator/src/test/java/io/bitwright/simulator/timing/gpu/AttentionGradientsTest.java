package io.bitwright.simulator.timing.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.AttentionPart;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.format.NumberFormat;
import org.junit.jupiter.api.Test;

class AttentionGradientsTest {
  private static final Gpu H200 = Gpu.of(AcceleratorLibrary.get("nvidia-h200"));
  private static final AttentionOperator FORWARD =
      new AttentionOperator("attention", 8, 12, 1, 64, 2048, 0, Long.MAX_VALUE, NumberFormat.BF16);

  /** Dao et al. 2022, arXiv 2205.14135, appendix B.4: five products where there were two. */
  @Test
  void theyTakeFiveProductsInsteadOfTwo() {
    KernelTiming forward = GpuAttention.of(H200, FORWARD);
    KernelTiming backward = GpuAttention.of(H200, FORWARD.only(AttentionPart.GRADIENTS));
    assertThat(backward.matrixSeconds()).isCloseTo(2.5 * forward.matrixSeconds(), within(1e-12));
  }

  /** Results and gradients are read before, sums in fp32 read and gradients written behind. */
  @Test
  void kernelsBesideMoveTheQueriesFiveTimes() {
    KernelTiming forward = GpuAttention.of(H200, FORWARD);
    KernelTiming backward = GpuAttention.of(H200, FORWARD.only(AttentionPart.GRADIENTS));
    double queries = FORWARD.queryBytes();
    assertThat(backward.traffic().onChipRead().total() - forward.traffic().onChipRead().total())
        .isEqualTo((2 + 2) * queries);
    assertThat(backward.traffic().onChipWrite().total() - forward.traffic().onChipWrite().total())
        .isEqualTo(queries);
  }
}
