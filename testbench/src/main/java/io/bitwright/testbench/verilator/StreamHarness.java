package io.bitwright.testbench.verilator;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.bitwright.codegen.model.StreamHarnessModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Renders. */
final class StreamHarness {
  private StreamHarness() {}

  static String text(StreamHarnessModel model) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("c");
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setClassLoaderForTemplateLoading(
        StreamHarnessModel.class.getClassLoader(), "io/bitwright/templates");
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(StreamHarnessModel.TEMPLATE).process(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }
}
