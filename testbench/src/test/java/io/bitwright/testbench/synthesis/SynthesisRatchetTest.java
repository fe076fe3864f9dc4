package io.bitwright.testbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bitwright.simulator.area.record.Area;
import io.bitwright.simulator.area.record.Configuration;
import io.bitwright.simulator.area.record.RecordedFigures;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.simulator.area.record.SynthesisRecord.Line;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Is no unit larger than the record says it was? */
@Execution(ExecutionMode.CONCURRENT)
class SynthesisRatchetTest {
  private static final String AGAIN = "./bitwright synth --record " + SynthesisRecord.PLACE;

  @Test
  void everyConfigurationIsThereAndMeasured() {
    for (Line line : SynthesisRecord.shipped().lines()) {
      assertThat(SynthesisSubject.of(line.configuration()).module()).isNotEmpty();
      assertThat(line.figures())
          .as("%s is not measured yet: %s", line.configuration().title(), AGAIN)
          .isPresent();
      assertThat(line.figures().orElseThrow().megahertz().isPresent())
          .as(line.configuration().title())
          .isEqualTo(line.configuration().seeds() > 0);
    }
  }

  @Test
  @RequiresTools(ExternalTool.YOSYS)
  void gatedConfigurationsAreNoLargerThanRecorded() {
    List<Line> gated =
        SynthesisRecord.shipped().lines().stream()
            .filter(line -> line.configuration().gated())
            .toList();
    assertThat(gated).isNotEmpty();
    Synthesis synthesis = new Synthesis(Duration.ofMinutes(5));
    String yosys = synthesis.yosysVersion();
    assumeTrue(
        gated.stream().allMatch(line -> line.figures().orElseThrow().yosys().equals(yosys)),
        "the record was made with another version of Yosys than " + yosys);

    List<Line> unrouted = gated.stream().map(SynthesisRatchetTest::withoutSpeed).toList();
    SynthesisRecord found =
        new SynthesisRuns(synthesis, () -> {}).again(new SynthesisRecord(unrouted));

    List<String> findings = new ArrayList<>();
    for (int i = 0; i < gated.size(); i++) {
      RecordedFigures recorded = gated.get(i).figures().orElseThrow();
      Area area = found.lines().get(i).figures().orElseThrow().area();
      String title = gated.get(i).configuration().title();
      recorded.fallBacks(area).forEach(worse -> findings.add(title + ": " + worse));
      if (recorded.isBeatenBy(area)) {
        findings.add(
            "%s: %d LUT, better than the recorded %d: keep it by %s"
                .formatted(title, area.luts(), recorded.area().luts(), AGAIN));
      }
    }
    assertThat(findings).isEmpty();
  }

  private static Line withoutSpeed(Line line) {
    Configuration one = line.configuration();
    return new Line(
        new Configuration(one.unit(), one.settings(), one.module(), one.target(), 0, true),
        line.figures());
  }
}
