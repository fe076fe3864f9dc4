package io.bitwright.spec.document;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a user typed where a name or a path may stand. */
public final class PathArgument {
  private PathArgument() {}

  /**
   * The path, if the text is one: it has one of the endings, or something exists there.
   *
   * @param endings file name endings with their dot
   */
  public static Optional<Path> of(String text, List<String> endings) {
    try {
      Path path = Path.of(text);
      boolean named = endings.stream().anyMatch(text::endsWith);
      return !text.isBlank() && (named || Files.exists(path))
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
