package io.bitwright.testbench.verilator;

import io.bitwright.codegen.GeneratedFile;
import java.util.regex.Pattern;

/**
 * One file of RTL.
 *
 * @param fileName its name without folders, as messages and failures of the RTL show it
 * @param text its whole text
 */
public record RtlSource(String fileName, String text) {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.]*");

  public RtlSource {
    if (!PLAIN_NAME.matcher(fileName).matches()) {
      throw new IllegalArgumentException("not a plain file name: " + fileName);
    }
  }

  /** A generated file, without the folders of its path. */
  public static RtlSource of(GeneratedFile file) {
    return new RtlSource(file.path().substring(file.path().lastIndexOf('/') + 1), file.text());
  }
}
