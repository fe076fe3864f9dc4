package io.bitwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps of several models, through the command line. */
class AlignmentCommandTest {
  private static final String STEP =
      "estimate --model llama-2-7b --pod dgx-h100 --phase train --batch 64 --sequence 1024";

  private static CapturedConsole run(String options) {
    return CapturedConsole.run((STEP + " " + options.strip()).split(" ", -1));
  }

  private static JsonNode json(String options) {
    CapturedConsole run = run(options + " --json");
    assertThat(run.err()).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  @ParameterizedTest
  @CsvSource({"sft, 1", "reward-model, 1", "dpo, 2", "ppo, 4"})
  void partsOfTheStepAddUp(String method, int models) {
    JsonNode step = json(" --alignment " + method);
    double seconds = step.get("generationSeconds").asDouble();
    for (JsonNode model : step.get("models")) {
      seconds += model.get("forwardSeconds").asDouble() + model.get("trainingSeconds").asDouble();
    }

    assertThat(step.get("models").size()).isEqualTo(models);
    assertThat(step.get("latencySeconds").asDouble()).isCloseTo(seconds, within(1e-9 * seconds));
    assertThat(step.get("generationSeconds").asDouble() > 0).isEqualTo(method.equals("ppo"));
  }

  @Test
  void aSmallerRewardModelAndAShorterAnswerTakeLess() {
    double whole = json(" --alignment ppo").get("latencySeconds").asDouble();

    assertThat(json(" --alignment ppo --prompt-tokens 900").get("latencySeconds").asDouble())
        .isLessThan(whole);
    assertThat(json(" --alignment ppo --reward-model gpt2").get("latencySeconds").asDouble())
        .isLessThan(whole);
    assertThat(json(" --alignment ppo --epochs 2").get("latencySeconds").asDouble())
        .isGreaterThan(whole);
  }

  /** One supervised step is a step of training. */
  @Test
  void supervisedTuningIsTraining() {
    double training = json(" --fsdp 8").get("latencySeconds").asDouble();

    assertThat(json(" --alignment sft --fsdp 8").get("latencySeconds").asDouble())
        .isCloseTo(training, within(1e-9 * training));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        " --alignment dpoo~unknown alignment method \"dpoo\"; allowed: sft, reward-model, dpo, ppo; "
            + "did you mean \"dpo\"?",
        " --epochs 2~--reward-model, --prompt-tokens and --epochs go with --alignment; give it a "
            + "method",
        " --alignment dpo --prompt-tokens 5~--prompt-tokens is of ppo, where the policy writes the "
            + "rest",
        " --alignment ppo --prompt-tokens 1024~a prompt of 1024 tokens is not within a sequence of "
            + "1024 with an answer of at least 1",
        " --alignment dpo --html page.html~--html shows one estimate; leave it out with --alignment"
      })
  void whatDoesNotGoTogetherIsRefused(String options, String message) {
    run(options).assertRefused(message);
  }
}
