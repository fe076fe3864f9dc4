package io.bitwright.codegen.render;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders templates strictly: a missing value is an error, numbers print as digits. */
public final class TemplateEngine {
  private static final Version LANGUAGE = Configuration.VERSION_2_3_34;

  private final Configuration configuration;

  public TemplateEngine() {
    configuration = new Configuration(LANGUAGE);
    configuration.setClassLoaderForTemplateLoading(
        TemplateEngine.class.getClassLoader(), "io/bitwright/templates");
    configuration.setObjectWrapper(new DefaultObjectWrapper(LANGUAGE));
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    // Verilog is full of "#(" and "{", which other syntaxes would read as their own.
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /**
   * The text of a template filled with a record's components.
   *
   * @param template path below the templates' root: {@code packaging/file_list.f.ftl}
   * @param model a record; its components and its methods without parameters are the template's
   *     variables
   * @throws IllegalStateException if the template is missing, wrong, or names what the model lacks
   */
  public String render(String template, Record model) {
    return process(template, model);
  }

  /**
   * The same with one variable more: {@code banner}.
   *
   * @param banner the origin of the file
   */
  public String render(String template, Record model, Record banner) {
    return process(template, new WithBanner(wrapped(model), wrapped(banner)));
  }

  /** A model's variables, and {@code banner}. */
  private record WithBanner(TemplateHashModel model, TemplateHashModel banner)
      implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String key) throws TemplateModelException {
      return key.equals("banner") ? banner : model.get(key);
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  private TemplateHashModel wrapped(Record model) {
    try {
      return (TemplateHashModel) configuration.getObjectWrapper().wrap(model);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("a model that templates cannot read: " + model, e);
    }
  }

  private String process(String template, Object model) {
    StringWriter text = new StringWriter();
    try {
      configuration.getTemplate(template).process(model, text);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + template + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + template, e);
    }
    return text.toString();
  }
}
