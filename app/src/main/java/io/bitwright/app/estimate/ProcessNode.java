package io.bitwright.app.estimate;

import io.bitwright.spec.SpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Process nodes as users write them. */
final class ProcessNode {
  private static final Pattern NODE = Pattern.compile("(\\d{1,4}) ?(nm)?");

  private ProcessNode() {}

  /**
   * A process node written {@code 7nm}, {@code 7 nm} or {@code 7}, in nanometres.
   *
   * @throws SpecException if it is not
   */
  static int parse(String text) {
    Matcher node = NODE.matcher(text.strip());
    if (!node.matches() || Integer.parseInt(node.group(1)) == 0) {
      throw new SpecException("node: '" + text + "' is not a process node such as 7nm or 45nm");
    }
    return Integer.parseInt(node.group(1));
  }
}
