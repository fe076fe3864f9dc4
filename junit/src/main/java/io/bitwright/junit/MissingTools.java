package io.bitwright.junit;

import io.bitwright.testbench.tool.ExternalTool;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The programs that co-simulation needs and the search path lacks.
 *
 * @param commands their names
 * @param isCi whether the environment says that this is a CI system, where nothing may be left out
 */
record MissingTools(List<String> commands, boolean isCi) {

  /** Those that are missing now. */
  static MissingTools now() {
    List<String> missing =
        Stream.of(ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER)
            .filter(tool -> tool.find().isEmpty())
            .map(ExternalTool::command)
            .toList();
    return new MissingTools(missing, "true".equals(System.getenv("CI")));
  }

  /**
   * @throws TestAbortedException if a tool is missing; the test is then skipped
   * @throws AssertionFailedError if a tool is missing in CI
   */
  void requireNone() {
    if (commands.isEmpty()) {
      return;
    }
    String message = "not installed: " + commands;
    if (isCi) {
      throw new AssertionFailedError(message + ", and with CI=true nothing may be skipped");
    }
    throw new TestAbortedException(message);
  }
}
