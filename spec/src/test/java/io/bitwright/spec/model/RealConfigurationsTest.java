package io.bitwright.spec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.bitwright.spec.document.ShippedFile;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configurations of published models, newer and older than their family's class, complete and with
 * much left out, beside the parameters that were published: equal within 0.1 %, or within half a
 * unit of the last printed place where that is more, or else with the reason. Each is the
 * config.json of the model on huggingface.co without the keys that say nothing about shape.
 */
class RealConfigurationsTest {
  private static final String TABLE = "/io/bitwright/spec/model/real_configurations.jsonl";
  private static final double TOLERANCE = 1e-3;
  private static final double EXPLAINABLE = 0.06;
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Named<JsonNode>> configurations() {
    return new String(ShippedFile.bytes(TABLE), UTF_8)
        .lines()
        .map(JSON::readTree)
        .map(row -> named(row.get("model").asString(), row));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aRealConfigurationIsReadAndHasThePublishedParameters(JsonNode row) {
    ModelConfig model = model(row);

    assertThat(model.name()).isEqualTo(row.get("model").asString());
    if (row.has("published")) {
      long published = row.get("published").asLong();
      long place = row.has("place") ? row.get("place").asLong() : 1;
      double error = Math.abs((double) model.parameters() - published);
      boolean holds = error <= Math.max(TOLERANCE * published, place / 2.0);
      assertThat(row.get("source").asString()).isNotBlank();
      assertThat(holds)
          .as("ours %d, published %d", model.parameters(), published)
          .isEqualTo(!row.has("why"));
      assertThat(holds || error < EXPLAINABLE * published).isTrue();
    }
  }

  @Test
  void everyFamilyOfTheHubIsThereInTwoSizes() {
    Map<ModelFamily, Long> sizes = new EnumMap<>(ModelFamily.class);
    configurations()
        .map(Named::getPayload)
        .map(RealConfigurationsTest::model)
        .forEach(model -> sizes.merge(model.family(), 1L, Long::sum));

    for (ModelFamily family : ModelFamily.values()) {
      if (family != ModelFamily.DECODER && family != ModelFamily.NFNET) {
        assertThat(sizes.get(family)).as(family.label()).isGreaterThanOrEqualTo(2);
      }
    }
  }

  private static ModelConfig model(JsonNode row) {
    return ModelReader.read(row.get("model").asString(), JSON.writeValueAsBytes(row.get("config")));
  }
}
