package io.bitwright.app.hardware;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.Language;
import io.bitwright.testbench.language.PlainVerilog;
import io.bitwright.testbench.vectors.BenchVectors;

/** All files that {@code generate} gives for a design. */
public final class DesignFiles {
  private DesignFiles() {}

  /**
   * A design in a language, with the recorded runs that its bench plays.
   *
   * @throws io.bitwright.spec.SpecException if the language needs a tool that is not here
   */
  public static GeneratedDesign complete(GeneratedDesign design, Language language) {
    boolean plain = language == Language.VERILOG_2005;
    return BenchVectors.addTo(plain ? PlainVerilog.of(design) : design);
  }
}
