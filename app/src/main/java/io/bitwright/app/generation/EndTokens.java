package io.bitwright.app.generation;

import io.bitwright.app.checkpoint.CheckpointChoice;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tokens that end a text: {@code eos_token_id}, a number or a list of them, of the folder's
 * {@code generation_config.json}, else of its {@code config.json}.
 */
final class EndTokens {
  private static final String KEY = "eos_token_id";
  private static final List<String> FILES = List.of("generation_config.json", "config.json");

  /** Numbers outside the vocabulary stand in some files where there is no such token. */
  private static final IntegerRange ANY = new IntegerRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private EndTokens() {}

  /**
   * The end tokens of a model.
   *
   * @param asked by the user, instead of the folder's
   * @throws SpecException if one that was asked for is outside the vocabulary, or a file is wrong
   */
  static Set<Integer> of(CheckpointChoice choice, int vocabularySize, OptionalInt asked) {
    if (asked.isEmpty()) {
      return choice.folder().map(EndTokens::inFolder).orElse(Set.of());
    }
    int token = asked.getAsInt();
    if (token < 0 || token >= vocabularySize) {
      throw new SpecException(
          "--end-token: " + token + " is not from 0 to " + (vocabularySize - 1));
    }
    return Set.of(token);
  }

  private static Set<Integer> inFolder(Path folder) {
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        Section config = Section.open(JsonReader.read(file));
        if (config.has(KEY)) {
          return inFile(config);
        }
      }
    }
    return Set.of();
  }

  private static Set<Integer> inFile(Section config) {
    if (!config.isList(KEY)) {
      return Set.of(config.integer(KEY, ANY));
    }
    Set<Integer> tokens = new LinkedHashSet<>();
    for (String token : config.texts(KEY)) {
      try {
        tokens.add(ANY.parse(token));
      } catch (SpecException noNumber) {
        throw config.problem(KEY, "'" + token + "' is no token id; write whole numbers");
      }
    }
    return tokens;
  }
}
