package io.bitwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.app.report.TextTable.Column;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private final TextTable table =
      new TextTable(Column.text("model"), Column.number("latency", "ms"))
          .row("llama-7b", "12.5")
          .row("é", "1,234");

  @Test
  void columnsLineUpAndUnitsStandInTheHeader() {
    assertThat(table.render(TextStyle.PLAIN))
        .isEqualTo(
            """
            model     latency [ms]
            ----------------------
            llama-7b          12.5
            é                1,234
            """);
  }

  @Test
  void terminalGetsABoldHeaderAndADrawnRule() {
    assertThat(table.render(new TextStyle(true, true)).lines().limit(2))
        .containsExactly("\u001b[1mmodel     latency [ms]\u001b[0m", "─".repeat(22));
  }

  @Test
  void rowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> table.row("alone"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells for 2 columns");
  }
}
