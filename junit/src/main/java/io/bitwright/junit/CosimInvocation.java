package io.bitwright.junit;

import io.bitwright.testbench.cosim.CosimReport;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One invocation: co-simulates before the method, hands it the runs, and judges them after it. */
final class CosimInvocation
    implements TestTemplateInvocationContext,
        BeforeEachCallback,
        ParameterResolver,
        AfterTestExecutionCallback {
  private final CosimSubject subject;
  private final Function<CosimSubject, CosimReport> cosimulation;
  private @Nullable CosimReport report;

  /** An invocation that co-simulates with the tools of this machine. */
  CosimInvocation(CosimSubject subject) {
    this(
        subject,
        chosen -> {
          MissingTools.now().requireNone();
          return chosen.run();
        });
  }

  CosimInvocation(CosimSubject subject, Function<CosimSubject, CosimReport> cosimulation) {
    this.subject = subject;
    this.cosimulation = cosimulation;
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return "[%d] %s".formatted(invocationIndex, subject.title());
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    report = cosimulation.apply(subject);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CosimReport.class;
  }

  @Override
  public CosimReport resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return runs();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    // What the method itself found wrong is told first.
    if (context.getExecutionException().isEmpty()) {
      Agreement.require(subject, runs());
    }
  }

  private CosimReport runs() {
    return Objects.requireNonNull(report, "co-simulated before the method");
  }
}
