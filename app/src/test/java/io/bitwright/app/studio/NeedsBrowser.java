package io.bitwright.app.studio;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests in a browser: skipped without Chromium and its driver, but for CI, where they then fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBrowser.Condition.class)
@interface NeedsBrowser {

  /** Looks for the programs. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> missing =
          Stream.of("chromium", "chromedriver").filter(name -> find(name).isEmpty()).toList();
      return missing.isEmpty() || "true".equals(System.getenv("CI"))
          ? ConditionEvaluationResult.enabled("Chromium and its driver are here, or must be")
          : ConditionEvaluationResult.disabled("not installed: " + missing);
    }

    /** A program on the search path, which must be there: nothing is fetched in its place. */
    static Path get(String command) {
      return find(command)
          .orElseThrow(() -> new IllegalStateException(command + " is not installed"));
    }

    private static Optional<Path> find(String command) {
      String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Arrays.stream(searchPath.split(File.pathSeparator))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder, command))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
