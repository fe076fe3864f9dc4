package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.testbench.vectors.SystolicRecording;
import io.bitwright.testbench.vectors.SystolicRecording.Cycle;
import io.bitwright.testbench.vectors.SystolicRecording.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recording by hand: one element, 3 times -1. */
class SystolicAnimationTest {
  private static final Element IDLE = new Element(5, 9, 7, false, false);

  private static final SystolicRecording RECORDING =
      new SystolicRecording(
          1,
          List.of(List.of(3L)),
          List.of(List.of(-1L)),
          4,
          List.of(
              cycle(IDLE, List.of(-1L), List.of(), List.of()),
              cycle(IDLE, List.of(), List.of(3L), List.of()),
              cycle(new Element(-1, 3, 7, true, false), List.of(), List.of(), List.of()),
              cycle(new Element(-1, 9, -3, false, true), List.of(), List.of(), List.of(-3L))));

  private static Cycle cycle(
      Element element, List<Long> loaded, List<Long> entered, List<Long> result) {
    return new Cycle(List.of(List.of(element)), List.of(), loaded, entered, result);
  }

  /** What a register holds from before is not shown. */
  @Test
  void framesShowOnlyWhatIsOfTheProduct() {
    SystolicAnimation animation = SystolicAnimation.of("id", RECORDING);
    JsonNode frames = JsonMapper.shared().readTree(animation.data()).get("frames");

    assertThat(frames.size()).isEqualTo(animation.frames()).isEqualTo(4);
    // Weight, activation and sum of the element, what is loaded, what leaves, and Y.
    assertThat(texts(frames.get(0))).containsExactly("", "", "", "-1", "", "");
    assertThat(texts(frames.get(1))).containsExactly("", "", "", "", "", "");
    assertThat(texts(frames.get(2))).containsExactly("w -1", "3", "", "", "", "");
    assertThat(texts(frames.get(3))).containsExactly("w -1", "", "-3", "", "-3", "-3");
    assertThat(frames.get(2).at("/states/0").asString()).isEqualTo("busy");
    assertThat(frames.get(3).at("/states/0").asString()).isEqualTo("idle");
  }

  @Test
  void sentencesSayWhatHappens() {
    JsonNode frames =
        JsonMapper.shared().readTree(SystolicAnimation.of("id", RECORDING).data()).get("frames");

    assertThat(frames.valueStream().map(frame -> frame.get("say").asString()))
        .containsExactly(
            "Cycle 1 of 4: row 0 of W comes in.",
            "Cycle 2 of 4: row 0 of X comes in.",
            "Cycle 3 of 4: 1 element multiplies.",
            "Cycle 4 of 4: row 0 of Y leaves.");
  }

  @Test
  void pictureWithoutAScriptIsTheBusiestCycle() {
    SystolicAnimation animation = SystolicAnimation.of("id", RECORDING);

    assertThat(animation.first()).isEqualTo(2);
    assertThat(animation.values())
        .extracting(SystolicAnimation.Value::text)
        .containsExactly("w -1", "3", "", "", "");
    assertThat(animation.results()).containsExactly(List.of(""));
    assertThat(animation.cells().getFirst().state()).isEqualTo("busy");
    ReportPage page =
        new ReportPage(
            "t",
            "s",
            List.of(),
            List.of(new ReportPage.Section("section", "Section", "", List.of(animation))),
            List.of());
    PageCheck.check(page.html());
  }

  private static List<String> texts(JsonNode frame) {
    return frame.get("texts").valueStream().map(JsonNode::asString).toList();
  }
}
