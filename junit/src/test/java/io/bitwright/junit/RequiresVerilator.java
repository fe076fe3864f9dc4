package io.bitwright.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that builds RTL: skipped without its tools, but for CI, where it then fails. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresVerilator.Condition.class)
@interface RequiresVerilator {

  /** Looks for the tools. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      MissingTools missing = MissingTools.now();
      return missing.commands().isEmpty() || missing.isCi()
          ? ConditionEvaluationResult.enabled("the tools are here, or must be")
          : ConditionEvaluationResult.disabled("not installed: " + missing.commands());
    }
  }
}
