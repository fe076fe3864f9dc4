package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.testbench.tool.ExternalTool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask whether the checks of a unit are good. */
class VerificationTest {
  private static final List<String> UNIT = List.of("--unit", "weight_stationary_array", "--json");

  static boolean hasYosys() {
    return ExternalTool.YOSYS.find().isPresent() || "true".equals(System.getenv("CI"));
  }

  private static JsonNode run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    arguments.addAll(UNIT);
    CapturedConsole run = CapturedConsole.run(arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  @NeedsVerilator
  @EnabledIf("hasYosys")
  void mutateCountsEveryMutantOnce() {
    JsonNode unit = run("mutate", "--mutants", "40", "--seed", "2").get("units").get(0);

    int killed = unit.get("killed").asInt();
    int survivors = unit.get("survivors").size();
    assertThat(unit.get("mutants").asInt()).isEqualTo(40);
    assertThat(killed + survivors).isEqualTo(40);
    assertThat(
            unit.get("equivalent").asInt()
                + unit.get("explained").asInt()
                + unit.get("open").asInt())
        .isEqualTo(survivors);
    assertThat(unit.get("score").asDouble())
        .isEqualTo((double) killed / (killed + unit.get("open").asInt()))
        .isGreaterThanOrEqualTo(0.98);
  }

  @Test
  @NeedsVerilator
  void coverageCountsLinesAndBits() {
    JsonNode unit = run("coverage").get("units").get(0);

    assertThat(unit.get("lines").asInt()).isPositive();
    assertThat(unit.get("linesReached").asInt()).isEqualTo(unit.get("lines").asInt());
    assertThat(unit.get("bitsToggled").asInt())
        .isBetween(unit.get("bits").asInt() * 98 / 100, unit.get("bits").asInt());
    assertThat(unit.get("cycles").asLong()).isPositive();
  }

  @Test
  @EnabledIf("hasYosys")
  void proveShowsEveryClaim() {
    JsonNode document = run("prove");

    assertThat(document.get("claims").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(document.get("proved")).isEqualTo(document.get("claims"));
    for (JsonNode claim : document.get("results")) {
      assertThat(claim.get("holds").asBoolean()).as(claim.get("claim").asString()).isTrue();
      assertThat(claim.get("seconds").asDouble()).isPositive();
    }
  }
}
