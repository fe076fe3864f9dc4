package io.bitwright.codegen.model;

/** What a template is rendered with. */
public interface TemplateModel {
  /** Path of the template below the templates' root. */
  String template();
}
