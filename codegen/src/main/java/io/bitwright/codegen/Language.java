package io.bitwright.codegen;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** The language of a design's RTL. */
public enum Language {
  /** What the templates are written in. */
  SYSTEMVERILOG(".sv"),
  /** For tools that read no SystemVerilog: IEEE 1364-2005. */
  VERILOG_2005(".v");

  private final String extension;

  Language(String extension) {
    this.extension = extension;
  }

  /**
   * The language of that name.
   *
   * @throws io.bitwright.spec.SpecException if there is none, naming those there are
   */
  public static Language named(String label) {
    return Vocabulary.of("language", List.of(values()), Language::label).parse(label);
  }

  /** What users type: {@code verilog-2005}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the name of a file ends. */
  String extension() {
    return extension;
  }
}
