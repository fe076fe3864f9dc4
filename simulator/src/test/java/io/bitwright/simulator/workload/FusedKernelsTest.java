package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusedKernelsTest {
  private static Map<Operator, Long> kernels(String name) {
    ModelConfig model = ModelLibrary.get(name);
    WorkloadSpec workload =
        new WorkloadSpec(Phase.PREFILL, 2, 50, 0, model.nativeWeights(), model.nativeActivations());
    return FusedKernels.of(TransformerGraph.of(model, workload, ModelFormats.of(workload)));
  }

  @Test
  void productsOfOneTensorRunAsOne() {
    Map<Operator, Long> kernels = kernels("llama-2-70b");

    assertThat(kernels.keySet())
        .extracting(Operator::name)
        .containsExactly(
            "embed_tokens",
            "input_layernorm",
            "q_proj+k_proj+v_proj",
            "attention",
            "o_proj",
            "attention_residual",
            "post_attention_layernorm",
            "gate_proj+up_proj",
            "gate_activation",
            "down_proj",
            "feed_forward_residual",
            "norm",
            "lm_head");
    assertThat(kernels.keySet().stream().filter(MatmulOperator.class::isInstance))
        .extracting(operator -> ((MatmulOperator) operator).shape())
        .containsExactly(
            new MatmulShape(100, 8192, 8192 + 2 * 1024),
            new MatmulShape(100, 8192, 8192),
            new MatmulShape(100, 8192, 2 * 28672),
            new MatmulShape(100, 28672, 8192),
            new MatmulShape(2, 8192, 32000));
    assertThat(kernels.values()).containsOnly(1L, 80L);
  }

  @Test
  void fusedProductsKeepTheirFormats() {
    assertThat(
            kernels("bitnet-b1.58-2b-4t").keySet().stream()
                .filter(operator -> operator.name().equals("gate_proj+up_proj")))
        .singleElement()
        .isInstanceOfSatisfying(
            MatmulOperator.class,
            product -> {
              assertThat(product.weights()).isEqualTo(NumberFormat.TERNARY);
              assertThat(product.activations()).isEqualTo(NumberFormat.INT8);
            });
  }
}
