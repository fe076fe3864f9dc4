package io.bitwright.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.estimate.ModelWork;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.Positions;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of families beside Llama's. */
class FamilyGraphTest {
  private static final WorkloadSpec PREFILL =
      new WorkloadSpec(Phase.PREFILL, 2, 50, 0, NumberFormat.BF16, NumberFormat.BF16);
  private static final WorkloadSpec DECODE =
      new WorkloadSpec(Phase.DECODE, 3, 1, 40, NumberFormat.BF16, NumberFormat.BF16);

  static List<String> transformers() {
    return ModelLibrary.names().stream()
        .filter(name -> ModelLibrary.get(name).network().isEmpty())
        .toList();
  }

  /** All weights of the products of a pass are those of the parameter count. */
  @ParameterizedTest
  @MethodSource("transformers")
  void productsHoldTheLinearParametersOfAllThatRuns(String name) {
    ModelConfig model = ModelLibrary.get(name);
    WorkloadSpec allExperts =
        new WorkloadSpec(Phase.PREFILL, 1, 1 << 17, 0, NumberFormat.INT8, NumberFormat.BF16);
    long shared = 0;
    for (TransformerStack stack : model.stacks()) {
      // DeBERTa's distances meet the weights of queries and keys a second time.
      if (stack.positions() instanceof Positions.Disentangled distances) {
        shared += distances.terms() * (long) stack.layers() * stack.width() * stack.width();
      }
    }
    long weights =
        nodes(model, allExperts).stream()
            .filter(node -> isLinear(node.operator()))
            .mapToLong(node -> node.count() * weights((MatmulOperator) node.operator()))
            .sum();

    // A decoder behind an encoder takes one token only, which reaches one expert of a layer.
    boolean oneToken = model.family().label().equals("switch_transformers");
    if (oneToken) {
      assertThat(weights).isLessThan(model.linearParameters());
    } else {
      assertThat(weights - shared).isEqualTo(model.linearParameters());
    }
  }

  /** 2 M K N of all products that the convention counts, and 4 L H Q T of attention. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt2",
        "phi-2",
        "falcon-40b",
        "bloom-560m",
        "opt-350m",
        "t5-base",
        "bart-base",
        "bert-base",
        "clip-vit-large-patch14",
        "vit-base-patch16-224",
        "llava-1.5-7b",
        "palm-8b"
      })
  void operationsOfTheConventionAreThoseOfTheGraph(String name) {
    ModelConfig model = ModelLibrary.get(name);
    for (WorkloadSpec workload : List.of(PREFILL, DECODE)) {
      if (workload.phase() == Phase.DECODE && !model.decodes()) {
        continue;
      }
      double operations = 0;
      for (OperatorNode node : nodes(model, workload)) {
        if (node.operator() instanceof MatmulOperator product) {
          operations += 2.0 * product.shape().m() * weights(product) * node.count();
        } else if (node.operator() instanceof AttentionOperator attention) {
          operations +=
              4.0
                  * attention.groups()
                  * attention.queriesPerKeyValueHead()
                  * attention.headDimension()
                  * attention.newTokens()
                  * attention.keys();
        }
      }
      assertThat(ModelWork.flops(model, workload))
          .isCloseTo(operations, within(operations * 1e-12));
    }
  }

  @Test
  void parallelLayersReadOneNormAndAddBothPartsAtOnce() {
    assertThat(layerNames("falcon-7b", PREFILL))
        .containsExactly(
            "input_layernorm",
            "q_proj",
            "k_proj",
            "v_proj",
            "q_rotary",
            "k_rotary",
            "attention",
            "o_proj",
            "up_proj",
            "activation",
            "down_proj",
            "residual");
    assertThat(layerNames("falcon-40b", PREFILL))
        .startsWith("input_layernorm", "post_attention_layernorm");
  }

  @Test
  void bertsNormsStandBehindTheResiduals() {
    assertThat(layerNames("bert-base", PREFILL))
        .containsExactly(
            "q_proj",
            "k_proj",
            "v_proj",
            "q_bias",
            "k_bias",
            "v_bias",
            "attention",
            "o_proj",
            "o_bias",
            "attention_residual",
            "attention_layernorm",
            "up_proj",
            "up_bias",
            "activation",
            "down_proj",
            "down_bias",
            "feed_forward_residual",
            "feed_forward_layernorm");
    AttentionOperator attention = attention("bert-base", "attention", PREFILL);
    assertThat(attention.causal()).isFalse();
    assertThat(attention.keys()).isEqualTo(50);
    assertThat(attention.cachesKeys()).isFalse();
  }

  @Test
  void crossAttentionReadsTheEncodersTokensAndMakesTheirKeysOnce() {
    AttentionOperator first = attention("t5-base", "cross_attention", PREFILL);
    AttentionOperator later = attention("t5-base", "cross_attention", DECODE);

    assertThat(first.newTokens()).isEqualTo(1);
    assertThat(first.newKeys()).isEqualTo(50);
    assertThat(first.keys()).isEqualTo(50);
    assertThat(later.newKeys()).isZero();
    assertThat(later.keys()).isEqualTo(40);
    assertThat(layerNames("t5-base", DECODE))
        .contains("cross_q_proj")
        .doesNotContain("cross_k_proj", "encoder.q_proj");
    assertThat(layerNames("t5-base", PREFILL)).contains("cross_k_proj", "encoder.q_proj");
    assertThat(attention("t5-base", "attention", DECODE).addsToScores()).isTrue();
  }

  @Test
  void expertsThatGetATokenAreReadOnceEach() {
    Experts mixtral = new Experts(8, 2, 1, OptionalInt.empty());

    assertThat(FeedForwardBlock.reachedExperts(mixtral, 1)).isEqualTo(2);
    // 8 (1 - 0.75^4) = 5.47
    assertThat(FeedForwardBlock.reachedExperts(mixtral, 4)).isEqualTo(5);
    assertThat(FeedForwardBlock.reachedExperts(mixtral, 1000)).isEqualTo(8);

    OperatorNode gate = node("mixtral-8x7b", "expert_gate_proj", PREFILL);
    assertThat(gate.count()).isEqualTo(8);
    assertThat(((MatmulOperator) gate.operator()).shape())
        .isEqualTo(new MatmulShape(25, 4096, 14_336));
    assertThat(((MatmulOperator) node("mixtral-8x7b", "router", PREFILL).operator()).shape())
        .isEqualTo(new MatmulShape(100, 4096, 8));
  }

  @Test
  void anExpertTakesNoMoreTokensThanItsCapacity() {
    WorkloadSpec workload =
        new WorkloadSpec(Phase.PREFILL, 2, 2048, 0, NumberFormat.BF16, NumberFormat.BF16);
    OperatorNode up = node("switch-base-8", "encoder.expert_up_proj", workload);

    assertThat(up.count()).isEqualTo(8);
    assertThat(((MatmulOperator) up.operator()).shape().m()).isEqualTo(2 * 64);
    assertThat(nodes(ModelLibrary.get("switch-base-8"), workload))
        .filteredOn(node -> node.operator().name().equals("encoder.router"))
        .extracting(OperatorNode::layer)
        .containsExactly(1, 3, 5, 7, 9, 11);
  }

  @Test
  void anImageHasItsOwnTokensWhateverTheSequence() {
    ModelConfig model = ModelLibrary.get("vit-base-patch16-224");
    assertThat(attention("vit-base-patch16-224", "attention", PREFILL).newTokens()).isEqualTo(197);
    assertThat(TransformerGraph.newTokens(model, PREFILL)).isEqualTo(197);
    assertThat(attention("llava-1.5-7b", "vision.attention", PREFILL).newTokens()).isEqualTo(577);
    assertThat(attention("llava-1.5-7b", "attention", PREFILL).newTokens()).isEqualTo(50);
    assertThat(
            ((MatmulOperator) node("llava-1.5-7b", "vision.linear_1", PREFILL).operator()).shape())
        .isEqualTo(new MatmulShape(2 * 577, 1024, 4096));
    assertThat(ModelLibrary.get("llava-1.5-7b").stacks().getFirst().embedding())
        .isInstanceOf(Embedding.Patches.class);
  }

  @Test
  void distancesMeetQueriesInProductsOfTheirOwn() {
    OperatorNode scores = node("deberta-v2-xxlarge", "c2p_scores", PREFILL);
    assertThat(scores.count()).isEqualTo(24);
    assertThat(((MatmulOperator) scores.operator()).shape())
        .isEqualTo(new MatmulShape(100, 64, 512));
    MatmulOperator relative =
        (MatmulOperator) node("gopher-280b", "position_scores", DECODE).operator();
    assertThat(relative.shape()).isEqualTo(new MatmulShape(3, 128, 41));
  }

  @Test
  void aModelWithoutDecoderNeitherDecodesNorKeepsAContext() {
    ModelConfig model = ModelLibrary.get("bert-base");
    WorkloadSpec context =
        new WorkloadSpec(Phase.PREFILL, 1, 8, 5, NumberFormat.BF16, NumberFormat.BF16);

    assertThatThrownBy(() -> nodes(model, DECODE))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "bert-base has no decoder, so there is nothing to decode; allowed phase: prefill");
    assertThatThrownBy(() -> nodes(model, context))
        .isInstanceOf(SpecException.class)
        .hasMessage("bert-base keeps nothing of earlier tokens; allowed context: 0");
    assertThat(KeyValueCache.bytes(model, 8, 1, NumberFormat.BF16)).isZero();
  }

  @Test
  void theCacheHoldsKeysOfBothAttentions() {
    ModelConfig model = ModelLibrary.get("t5-base");

    assertThat(KeyValueCache.bytes(model, 7, 2, NumberFormat.BF16))
        .isEqualTo(2.0 * 12 * 768 * 7 * 2 * 2);
    assertThat(KeyValueCache.crossBytes(model, 50, 2, NumberFormat.BF16))
        .isEqualTo(2.0 * 12 * 768 * 50 * 2 * 2);
    assertThat(KeyValueCache.crossBytes(ModelLibrary.get("gpt2"), 50, 2, NumberFormat.BF16))
        .isZero();
  }

  private static boolean isLinear(Operator operator) {
    return operator instanceof MatmulOperator product
        && TransformerGraph.isLinearLayer(product.name());
  }

  private static long weights(MatmulOperator product) {
    return product.shape().k() * product.shape().n();
  }

  private static AttentionOperator attention(String model, String name, WorkloadSpec workload) {
    return (AttentionOperator) node(model, name, workload).operator();
  }

  private static OperatorNode node(String model, String name, WorkloadSpec workload) {
    return nodes(ModelLibrary.get(model), workload).stream()
        .filter(node -> node.operator().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> layerNames(String model, WorkloadSpec workload) {
    return nodes(ModelLibrary.get(model), workload).stream()
        .filter(node -> node.layer() == 1)
        .map(node -> node.operator().name())
        .toList();
  }

  private static List<OperatorNode> nodes(ModelConfig model, WorkloadSpec workload) {
    List<OperatorNode> nodes = new ArrayList<>();
    TransformerGraph.of(model, workload, ModelFormats.of(workload)).forEach(nodes::add);
    return nodes;
  }
}
