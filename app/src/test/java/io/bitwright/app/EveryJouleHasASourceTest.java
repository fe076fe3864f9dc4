package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.energy.EnergyLibrary;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks reports of each kind and finds the source of every joule. */
class EveryJouleHasASourceTest {
  private static final double ROUNDING = 1e-9;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model llama-2-7b --accelerator tpu-v4 --phase decode --context 1024",
        "--model llama-2-7b --accelerator nvidia-h200 --sequence 128",
        "--model bitnet-b1.58-2b-4t --accelerator edge-ternary-16x16 --phase decode",
        "--model bitnet-b1.58-2b-4t --accelerator tpu-v1 --energy arithmetic --node 16nm"
            + " --scaling interpolate",
        "--model nfnet-f0 --accelerator tpu-v3",
        "--matmul 64x4096x4096 --accelerator kv260 --node 16nm --scaling stillmaker",
        "--convolution 4x56x56x64,128x3x3,stride=2,groups=2 --accelerator edge-int8-8x8",
        "--model llama-2-7b --pod h200-x2 --phase decode --context 1024",
        "--model llama-2-7b --pod dgx-h100-256 --chips 16 --tensor 8 --data 2 --phase train"
            + " --batch 16 --sequence 512",
      })
  void everyJouleHasASourceThatCanBeLookedUp(String options) {
    JsonNode document = estimate(options);
    double total = document.at("/energyJoules/total").asDouble();
    assertThat(total).isPositive();
    Map<String, Double> components = new HashMap<>();
    Map<String, Double> classes = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (JsonNode origin : document.at("/energy/origins")) {
      double joules = origin.get("joules").asDouble();
      components.merge(origin.get("component").asString(), joules, Double::sum);
      classes.merge(origin.get("sourceClass").asString(), joules / total, Double::sum);
      assertThat(origin.get("sources").isEmpty()).isFalse();
      origin.get("sources").forEach(source -> used.add(source.asString()));
      assertThat(origin.get("verified").asBoolean() || isAssumed(origin)).isTrue();
    }
    assertSum(document, components, total);
    document
        .at("/energy/shares")
        .properties()
        .forEach(share ->
            assertThat(share.getValue().asDouble())
                .isCloseTo(classes.getOrDefault(share.getKey(), 0.0), within(ROUNDING)));
    assertThat(classes.keySet()).isSubsetOf("measured", "published", "derived", "assumed");
    assertSources(document, used);
  }

  private static boolean isAssumed(JsonNode origin) {
    return origin.get("sourceClass").asString().equals("assumed");
  }

  private static void assertSum(JsonNode document, Map<String, Double> components, double total) {
    assertThat(components.values().stream().mapToDouble(joules -> joules).sum())
        .isCloseTo(total, within(ROUNDING * total));
    document
        .get("energyJoules")
        .properties()
        .forEach(component -> {
          if (!component.getKey().equals("total")) {
            assertThat(component.getValue().asDouble())
                .isCloseTo(
                    components.getOrDefault(component.getKey(), 0.0), within(ROUNDING * total));
          }
        });
    assertThat(document.get("energyJoules").propertyNames()).containsAll(components.keySet());
    assertThat(document.get("energyPerTokenJoules").asDouble())
        .isCloseTo(
            1 / document.get("tokensPerJoule").asDouble(),
            within(ROUNDING * document.get("energyPerTokenJoules").asDouble()));
  }

  private static void assertSources(JsonNode document, Set<String> used) {
    Set<String> explained = new HashSet<>();
    for (JsonNode source : document.at("/energy/sources")) {
      String id = source.get("id").asString();
      explained.add(id);
      String citation = source.get("citation").asString();
      if (id.equals("accelerator")) {
        String name = document.get("accelerator").asString();
        assertThat(citation).isEqualTo(AcceleratorLibrary.get(name).source());
      } else {
        assertThat(EnergyLibrary.shipped().get(id).source().citation()).isEqualTo(citation);
        assertThat(source.get("link").asString()).startsWith("https://");
      }
    }
    assertThat(explained).isEqualTo(used);
  }

  private static JsonNode estimate(String options) {
    CapturedConsole run = CapturedConsole.run(("estimate --json " + options).split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }
}
