package io.bitwright.codegen;

import io.bitwright.codegen.model.Banner;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitModel;
import java.util.List;
import java.util.stream.Stream;

/**
 * All files of a design, rendered, not yet written.
 *
 * @param name name of the accelerator or unit
 * @param spec what was generated
 * @param origin where the files come from
 * @param files all files, in the order of the file list
 */
public record GeneratedDesign(
    String name, UnitModel spec, Banner origin, List<GeneratedFile> files) {
  public GeneratedDesign {
    files = List.copyOf(files);
  }

  /** The same design with further files. */
  public GeneratedDesign with(List<GeneratedFile> more) {
    return new GeneratedDesign(
        name, spec, origin, Stream.concat(files.stream(), more.stream()).toList());
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
    return filesBelow(RtlGenerator.RTL_FOLDER);
  }

  /** The unit's pieces as modules of their own ({@link UnitModel#pieces}). */
  public List<GeneratedFile> pieceFiles() {
    return filesBelow(RtlGenerator.PIECES_FOLDER);
  }

  private List<GeneratedFile> filesBelow(String folder) {
    return files.stream().filter(file -> file.path().startsWith(folder)).toList();
  }

  /**
   * All modules that proofs may instantiate: the synthesisable files, and the pieces that are none
   * of them.
   */
  public List<GeneratedFile> provableFiles() {
    List<String> modules = rtlFiles().stream().map(GeneratedFile::moduleName).toList();
    return files.stream()
        .filter(file ->
            file.path().startsWith(RtlGenerator.RTL_FOLDER)
                || (file.path().startsWith(RtlGenerator.PIECES_FOLDER)
                    && !modules.contains(file.moduleName())))
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
