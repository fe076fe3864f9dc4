package io.bitwright.testbench.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that builds RTL. Without the tools it is reported as skipped; in CI ({@code CI=true} in
 * the environment) it runs and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresVerilator.Condition.class)
public @interface RequiresVerilator {

  /** Looks for the tools. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> missing =
          Arrays.stream(ExternalTool.values())
              .filter(tool -> tool.find().isEmpty())
              .map(ExternalTool::command)
              .toList();
      if (missing.isEmpty() || "true".equals(System.getenv("CI"))) {
        return ConditionEvaluationResult.enabled("the tools are here, or must be");
      }
      return ConditionEvaluationResult.disabled("not installed: " + missing);
    }
  }
}
