package io.bitwright.codegen;

/**
 * One generated file, in memory.
 *
 * @param path path below the output folder, with forward slashes
 * @param text the whole content; ASCII, Unix line ends
 */
public record GeneratedFile(String path, String text) {
  /** Name of the module that a file of RTL holds: the file's name without its ending. */
  public String moduleName() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(0, name.indexOf('.'));
  }
}
