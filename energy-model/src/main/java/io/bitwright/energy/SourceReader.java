package io.bitwright.energy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads a table's {@code source.yaml}: no table is read without its origin. */
final class SourceReader {
  static final String FILE_NAME = "source.yaml";

  private static final List<String> KEYS =
      List.of("citation", "doi", "url", "kind", "voltage_v", "accuracy", "note", "files");
  private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/\\S+");
  private static final Pattern URL = Pattern.compile("https?://\\S+");
  private static final Pattern CSV_NAME = Pattern.compile("[a-z][a-z0-9_]*\\.csv");
  private static final List<String> KINDS =
      Arrays.stream(SourceKind.values()).map(SourceKind::label).toList();

  private SourceReader() {}

  /** The source that {@code text}, the file of folder {@code id}, describes. */
  static EnergySource read(String id, String text) {
    FlatYaml yaml = FlatYaml.read(id + "/" + FILE_NAME, text, KEYS);
    if (!yaml.has("doi") && !yaml.has("url")) {
      throw new EnergyTableException(
          id + "/" + FILE_NAME + ": a source needs a 'doi' or a 'url'; neither is given");
    }
    return new EnergySource(
        id,
        yaml.word("citation"),
        matching(yaml, "doi", DOI, "must look like 10.1234/name"),
        matching(yaml, "url", URL, "must begin with https://"),
        kind(yaml),
        voltage(yaml),
        optional(yaml, "accuracy"),
        optional(yaml, "note"),
        files(yaml));
  }

  private static Optional<String> optional(FlatYaml yaml, String key) {
    return yaml.has(key) ? Optional.of(yaml.word(key)) : Optional.empty();
  }

  private static Optional<String> matching(
      FlatYaml yaml, String key, Pattern pattern, String complaint) {
    Optional<String> word = optional(yaml, key);
    if (word.isPresent() && !pattern.matcher(word.get()).matches()) {
      throw yaml.complaint(key, complaint + ", got '" + word.get() + "'");
    }
    return word;
  }

  private static SourceKind kind(FlatYaml yaml) {
    String word = yaml.word("kind");
    if (!KINDS.contains(word)) {
      throw yaml.complaint(
          "kind",
          "is unknown: '"
              + word
              + "'; did you mean '"
              + NearestWord.of(word, KINDS)
              + "'? Allowed: "
              + String.join(", ", KINDS));
    }
    return SourceKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static OptionalDouble voltage(FlatYaml yaml) {
    if (!yaml.has("voltage_v")) {
      return OptionalDouble.empty();
    }
    String word = yaml.word("voltage_v");
    try {
      double volts = Double.parseDouble(word);
      if (volts > 0 && volts < 100) {
        return OptionalDouble.of(volts);
      }
    } catch (NumberFormatException notANumber) {
      throw yaml.complaint("voltage_v", "must be a number of volts, got '" + word + "'");
    }
    throw yaml.complaint("voltage_v", "must lie above 0 and below 100 volts, got '" + word + "'");
  }

  private static List<String> files(FlatYaml yaml) {
    List<String> files = yaml.words("files");
    for (String file : files) {
      if (!CSV_NAME.matcher(file).matches()) {
        throw yaml.complaint(
            "files", "must name files like adder.csv in this folder, got '" + file + "'");
      }
    }
    return files;
  }
}
