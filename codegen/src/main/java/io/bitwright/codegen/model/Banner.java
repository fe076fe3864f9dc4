package io.bitwright.codegen.model;

import java.util.List;

/**
 * Where a generated file comes from; the same for the same spec, on every machine, on every day.
 *
 * @param template path of the template below the templates' root
 * @param specName name of the accelerator or unit
 * @param specDigest SHA-256 of the spec's canonical text, 64 hexadecimal digits
 * @param regenerateCommand the command that gives this file, one line a list entry
 */
public record Banner(
    String template, String specName, String specDigest, List<String> regenerateCommand) {
  public Banner {
    regenerateCommand = List.copyOf(regenerateCommand);
  }

  /** The same origin, for another template. */
  public Banner of(String anotherTemplate) {
    return new Banner(anotherTemplate, specName, specDigest, regenerateCommand);
  }
}
