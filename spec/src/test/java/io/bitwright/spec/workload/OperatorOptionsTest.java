package io.bitwright.spec.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How attention runs, and what runs beside linear layers. */
class OperatorOptionsTest {
  private static final List<LoraTarget> QUERIES = List.of(LoraTarget.Q_PROJ);

  @ParameterizedTest
  @ValueSource(ints = {0, -3, 1048577})
  void pagesHaveTokens(int page) {
    assertThatThrownBy(() -> new AttentionSpec(AttentionKernel.FUSED, OptionalInt.of(page), 0))
        .isInstanceOf(SpecException.class)
        .hasMessage("a KV page must have from 1 to 1048576 tokens, got " + page);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1048577})
  void prefixesAreNotNegative(int prefix) {
    assertThatThrownBy(() -> new AttentionSpec(AttentionKernel.FUSED, OptionalInt.empty(), prefix))
        .isInstanceOf(SpecException.class)
        .hasMessage("prefix tokens must be from 0 to 1048576, got " + prefix);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65537})
  void ranksAreInTheirRange(int rank) {
    assertThatThrownBy(() -> new LoraSpec(rank, QUERIES))
        .isInstanceOf(SpecException.class)
        .hasMessage("LoRA rank must be from 1 to 65536, got " + rank);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.5, Double.NaN})
  void outliersAreAShare(double share) {
    assertThatThrownBy(() -> new SidePathSpec(Optional.empty(), OptionalDouble.of(share)))
        .isInstanceOf(SpecException.class)
        .hasMessage("outliers must be a share above 0 and at most 1 (100%), got " + share);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 4096, 4", "0.001, 100, 1", "1, 7, 7", "0.5, 5, 3"})
  void thereIsAtLeastOneOutlier(double share, long columns, long outliers) {
    assertThat(new SidePathSpec(Optional.empty(), OptionalDouble.of(share)).outliersOf(columns))
        .isEqualTo(outliers);
    assertThat(SidePathSpec.NONE.outliersOf(columns)).isZero();
  }

  @Test
  void outliersGoWithInt8() {
    WorkloadSpec bf16 =
        new WorkloadSpec(Phase.PREFILL, 1, 8, 0, NumberFormat.INT8, NumberFormat.BF16);
    SidePathSpec outliers = new SidePathSpec(Optional.empty(), OptionalDouble.of(0.1));

    assertThatThrownBy(() -> bf16.with(AttentionSpec.DEFAULT, outliers))
        .isInstanceOf(SpecException.class)
        .hasMessage("outliers go with int8 activations, as in LLM.int8(), not with bf16");
  }

  @Test
  void targetsAreAListOrAll() {
    assertThat(LoraTarget.parseList("v_proj, q_proj"))
        .isEqualTo(Set.of(LoraTarget.Q_PROJ, LoraTarget.V_PROJ));
    assertThat(LoraTarget.parseList("all")).containsExactly(LoraTarget.values());
    assertThat(LoraSpec.of(3, LoraTarget.parseList("v_proj,q_proj,v_proj")).targets())
        .containsExactly(LoraTarget.Q_PROJ, LoraTarget.V_PROJ);
    assertThatThrownBy(() -> LoraTarget.parseList("q_proj,w_proj"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "unknown LoRA target \"w_proj\"; allowed: q_proj, k_proj, v_proj, o_proj, gate_proj,"
                + " up_proj, down_proj, all; did you mean \"q_proj\"?");
  }

  @Test
  void whatElseChangesKeepsThem() {
    AttentionSpec attention = new AttentionSpec(AttentionKernel.UNFUSED, OptionalInt.of(16), 5);
    SidePathSpec lora =
        new SidePathSpec(Optional.of(new LoraSpec(2, QUERIES)), OptionalDouble.empty());
    WorkloadSpec workload =
        new WorkloadSpec(Phase.PREFILL, 1, 8, 0, NumberFormat.BF16, NumberFormat.BF16)
            .with(attention, lora);

    for (WorkloadSpec changed :
        List.of(workload.with(GenerationSpec.DEFAULT), workload.with(4, NumberFormat.FP8))) {
      assertThat(changed.attention()).isEqualTo(attention);
      assertThat(changed.sidePaths()).isEqualTo(lora);
    }
    assertThat(workload.with(4, NumberFormat.FP8).batch()).isEqualTo(4);
    assertThat(attention.withoutPrefix().prefixTokens()).isZero();
  }
}
