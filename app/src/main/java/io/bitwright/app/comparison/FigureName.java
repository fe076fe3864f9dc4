package io.bitwright.app.comparison;

/**
 * What a figure is called in all documents of a command.
 *
 * @param text keys and names of items, from the outermost in
 * @param ofItem whether it is of an item of a list, such as an operator, not of the whole
 */
record FigureName(String text, boolean ofItem) {
  /** The last key: {@code seconds}. */
  String last() {
    return text.substring(text.lastIndexOf('/') + 1).strip();
  }
}
