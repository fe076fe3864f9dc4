package io.bitwright.codegen;

import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitModel;
import java.util.List;

/**
 * All files of a design, rendered, not yet written.
 *
 * @param name name of the accelerator or unit
 * @param spec what was generated
 * @param files all files, in the order of the file list
 */
public record GeneratedDesign(String name, UnitModel spec, List<GeneratedFile> files) {
  public GeneratedDesign {
    files = List.copyOf(files);
  }

  /** Name of the module at the top. */
  public String topModule() {
    return unitInterface().topModule();
  }

  /** The streams of the top module. */
  public UnitInterface unitInterface() {
    return spec.interfaceOf();
  }

  /** The synthesisable files, those a simulator or synthesiser reads, lower modules first. */
  public List<GeneratedFile> rtlFiles() {
    return files.stream().filter(file -> file.path().startsWith(RtlGenerator.RTL_FOLDER)).toList();
  }

  /** All modules that proofs may instantiate: the synthesisable files and the pieces. */
  public List<GeneratedFile> provableFiles() {
    return files.stream()
        .filter(file ->
            file.path().startsWith(RtlGenerator.RTL_FOLDER)
                || file.path().startsWith(RtlGenerator.PIECES_FOLDER))
        .toList();
  }

  /** The file at a path, which must exist. */
  public GeneratedFile file(String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no file " + path));
  }
}
