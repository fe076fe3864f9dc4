package io.bitwright.simulator.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference: passes estimated one by one, and added up line by line. */
final class PassSum {
  private static final double ROUNDING = 1e-12;

  private final List<OperatorEstimate> lines = new ArrayList<>();
  private ActionCounts actions = ActionCounts.NONE;
  private double seconds;
  private double flops;
  private long cycles;

  /** Adds an estimate so many times. */
  PassSum add(Estimate pass, int times) {
    for (int i = 0; i < times; i++) {
      lines.addAll(pass.operators());
      actions = actions.plus(pass.actions());
      seconds += pass.latencySeconds();
      flops += pass.flops();
      cycles += pass.cycles();
    }
    return this;
  }

  double seconds() {
    return seconds;
  }

  /** Whole numbers equal, others but for the rounding of sums. */
  void assertEquals(Estimate whole) {
    assertThat(whole.cycles()).isEqualTo(cycles);
    assertClose(whole.latencySeconds(), seconds);
    assertClose(whole.flops(), flops);
    assertActions(whole.actions(), actions);
    Map<String, List<OperatorEstimate>> named = new LinkedHashMap<>();
    lines.forEach(line -> named.computeIfAbsent(line.name(), n -> new ArrayList<>()).add(line));
    assertThat(whole.operators())
        .extracting(OperatorEstimate::name)
        .containsExactlyElementsOf(named.keySet());
    for (OperatorEstimate line : whole.operators()) {
      assertLine(line, named.getOrDefault(line.name(), List.of()));
    }
  }

  private static void assertLine(OperatorEstimate line, List<OperatorEstimate> parts) {
    ActionCounts actions = ActionCounts.NONE;
    for (OperatorEstimate part : parts) {
      actions = actions.plus(part.actions());
    }
    assertThat(line.count()).isEqualTo(parts.stream().mapToLong(OperatorEstimate::count).sum());
    assertThat(line.cycles()).isEqualTo(parts.stream().mapToLong(OperatorEstimate::cycles).sum());
    assertClose(line.seconds(), parts.stream().mapToDouble(OperatorEstimate::seconds).sum());
    assertActions(line.actions(), actions);
  }

  static void assertActions(ActionCounts actual, ActionCounts expected) {
    assertClose(actual.offChipReadBytes(), expected.offChipReadBytes());
    assertClose(actual.offChipWriteBytes(), expected.offChipWriteBytes());
    assertClose(actual.onChipReadBytes(), expected.onChipReadBytes());
    assertClose(actual.onChipWriteBytes(), expected.onChipWriteBytes());
    assertThat(actual.arithmetic()).hasSameSizeAs(expected.arithmetic());
    for (int i = 0; i < actual.arithmetic().size(); i++) {
      Arithmetic line = actual.arithmetic().get(i);
      assertThat(line.operation()).isEqualTo(expected.arithmetic().get(i).operation());
      assertThat(line.format()).isEqualTo(expected.arithmetic().get(i).format());
      assertClose(line.count(), expected.arithmetic().get(i).count());
    }
  }

  static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * ROUNDING));
  }
}
