package io.bitwright.app;

import io.bitwright.testbench.tool.ExternalTool;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that builds RTL: skipped without Verilator, but for CI, where it then fails. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsVerilator.Condition.class)
public @interface NeedsVerilator {

  /** Looks for the tool. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean isHere = ExternalTool.VERILATOR.find().isPresent();
      return isHere || "true".equals(System.getenv("CI"))
          ? ConditionEvaluationResult.enabled("Verilator is here, or must be")
          : ConditionEvaluationResult.disabled("not installed: verilator");
    }
  }
}
