package io.bitwright.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the methods that {@link Cosim} marks, once for each accelerator or unit. */
public final class CosimExtension implements TestTemplateInvocationContextProvider {
  /** Made by JUnit. */
  public CosimExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), Cosim.class);
  }

  /**
   * One context for each accelerator or unit.
   *
   * @throws io.bitwright.spec.SpecException if the annotation is wrong: an unknown name, a wrong
   *     file, settings that cannot be
   */
  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Cosim cosim = AnnotationSupport.findAnnotation(context.getElement(), Cosim.class).orElseThrow();
    return CosimSubject.of(cosim).stream().map(CosimInvocation::new);
  }
}
