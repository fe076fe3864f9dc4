package io.bitwright.golden.checkpoint.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens that are looked for in text before anything else; of two at one place the longer wins. */
final class AddedTokens {
  private final Map<Character, List<Added>> byFirstCharacter = new HashMap<>();

  /** A token as it stands in the text. */
  private record Added(String content, int token) {}

  /** A part of a text: either one of the tokens, or text between them. */
  sealed interface Part {
    /** One of the tokens. */
    record Token(int id) implements Part {}

    /** Text without any of them. */
    record Text(String text) implements Part {}
  }

  AddedTokens(Map<String, Integer> tokens) {
    tokens.forEach((content, token) -> {
      if (!content.isEmpty()) {
        byFirstCharacter
            .computeIfAbsent(content.charAt(0), first -> new ArrayList<>())
            .add(new Added(content, token));
      }
    });
    for (List<Added> candidates : byFirstCharacter.values()) {
      candidates.sort(Comparator.comparingInt(added -> -added.content().length()));
    }
  }

  /** The text in order, cut at the tokens; without empty parts. */
  List<Part> split(String text) {
    List<Part> parts = new ArrayList<>();
    int begin = 0;
    int place = 0;
    while (place < text.length()) {
      Added found = at(text, place);
      if (found.content().isEmpty()) {
        place++;
        continue;
      }
      addText(parts, text.substring(begin, place));
      parts.add(new Part.Token(found.token()));
      place += found.content().length();
      begin = place;
    }
    addText(parts, text.substring(begin));
    return parts;
  }

  private static void addText(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  /** The longest token there, or one without content. */
  private Added at(String text, int place) {
    return byFirstCharacter.getOrDefault(text.charAt(place), List.of()).stream()
        .filter(added -> text.startsWith(added.content(), place))
        .findFirst()
        .orElse(new Added("", -1));
  }
}
