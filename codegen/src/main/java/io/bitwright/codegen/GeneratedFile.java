package io.bitwright.codegen;

/**
 * One generated file, in memory.
 *
 * @param path path below the output folder, with forward slashes
 * @param text the whole content; ASCII, Unix line ends
 */
public record GeneratedFile(String path, String text) {}
