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
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test that runs programs of the system. Without them it is reported as skipped; in CI ({@code
 * CI=true} in the environment) it runs and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTools.Condition.class)
public @interface RequiresTools {
  /** The programs. */
  ExternalTool[] value();

  /** Looks for the tools. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      ExternalTool[] tools =
          AnnotationSupport.findAnnotation(context.getElement(), RequiresTools.class)
              .map(RequiresTools::value)
              .orElse(new ExternalTool[0]);
      List<String> missing =
          Arrays.stream(tools)
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
