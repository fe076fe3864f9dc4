package io.bitwright.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of tests on JUnit's own launcher, in this process or as a process of its own. */
final class FixtureRun {
  private FixtureRun() {}

  /**
   * A test, or a template of tests that did not succeed.
   *
   * @param message of what ended it
   */
  record Outcome(String name, TestExecutionResult.Status status, String message) {}

  /** The outcomes of a class, in the order of their ends. */
  static List<Outcome> of(Class<?> fixture) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(fixture))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    Recorder recorder = new Recorder();
    LauncherFactory.create().execute(request, recorder);
    return recorder.outcomes;
  }

  private static final class Recorder implements TestExecutionListener {
    private final List<Outcome> outcomes = new ArrayList<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        String message =
            result.getThrowable().flatMap(e -> Optional.ofNullable(e.getMessage())).orElse("");
        outcomes.add(new Outcome(test.getDisplayName(), result.getStatus(), message));
      }
    }
  }

  /** The class whose name is given, a line for each outcome. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    for (Outcome outcome : of(Class.forName(arguments[0]))) {
      System.out.printf("%s|%s|%s%n", outcome.name(), outcome.status(), outcome.message());
    }
  }
}
