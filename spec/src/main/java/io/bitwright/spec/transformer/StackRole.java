package io.bitwright.spec.transformer;

/** What a stack of layers is for. */
public enum StackRole {
  /** Reads all tokens of a text at once and keeps nothing of them for later passes. */
  ENCODER("encoder."),
  /** Writes tokens one after another and keeps the keys and values of all. */
  DECODER("decoder."),
  /** Reads an image as a sequence of patches. */
  VISION("vision.");

  private final String prefix;

  StackRole(String prefix) {
    this.prefix = prefix;
  }

  /** What stands before the names of its operators where another stack follows it. */
  public String prefix() {
    return prefix;
  }
}
