package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonOutputTest {
  private record Step(String name, long cycles, double seconds, Optional<String> boundBy) {}

  private record Estimate(double mfu, boolean fits, List<Step> steps) {}

  @Test
  void recordsKeepTheOrderOfTheirComponents() {
    Estimate estimate =
        new Estimate(0.5, true, List.of(new Step("a \"b\"", 12, 1.5e-5, Optional.of("memory"))));

    assertThat(JsonOutput.render(estimate))
        .isEqualTo(
            """
            {
              "mfu" : 0.5,
              "fits" : true,
              "steps" : [ {
                "name" : "a \\"b\\"",
                "cycles" : 12,
                "seconds" : 0.000015,
                "boundBy" : "memory"
              } ]
            }
            """);
  }

  @Test
  void absentValuesAreNull() {
    assertThat(JsonOutput.render(new Step("x", 0, 0, Optional.empty())))
        .contains("\"boundBy\" : null");
  }

  @Test
  void sortedMapsAndDecimalsAreTaken() {
    assertThat(JsonOutput.render(new TreeMap<>(Map.of("b", new BigDecimal("1E+3"), "a", 1))))
        .isEqualToIgnoringWhitespace("{\"a\": 1, \"b\": 1000}");
  }

  @Property(seed = "1")
  void everyFiniteDoubleReadsBackAsItself(@ForAll double value) {
    String text = JsonOutput.render(new ArrayList<>(List.of(value)));

    assertThat(JsonMapper.shared().readTree(text).get(0).asDouble()).isEqualTo(value);
  }

  @Test
  void numbersThatJsonCannotHoldAreRefusedByKey() {
    Step broken = new Step("x", 0, Double.NaN, Optional.empty());

    assertThatThrownBy(() -> JsonOutput.render(new Estimate(0, true, List.of(broken))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JSON document at $.steps[0].seconds: NaN is not a number of JSON");
  }

  @Test
  void mapsWithoutAStableOrderAreRefused() {
    assertThatThrownBy(() -> JsonOutput.render(Map.of("a", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order");
  }

  @Test
  void unknownTypesAreRefused() {
    assertThatThrownBy(() -> JsonOutput.render(List.of(new UUID(0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JSON document at $[0]: java.util.UUID has no JSON form");
  }
}
