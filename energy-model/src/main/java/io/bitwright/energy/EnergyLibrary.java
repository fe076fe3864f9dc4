package io.bitwright.energy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A set of energy tables with the rules that choose among them. */
public final class EnergyLibrary {
  static final String INDEX_NAME = "index.yaml";

  /** A multiply-accumulate of an array as it is built: no shipped rule prices it. */
  private static final String WHOLE_ELEMENT = "matrix_unit multiply_accumulate";

  private static final Pattern SOURCE_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Map<String, EnergyTable> tables;
  private final PriceList prices;

  private EnergyLibrary(Map<String, EnergyTable> tables, PriceList prices) {
    this.tables = tables;
    this.prices = prices;
  }

  private static final class Shipped {
    static final EnergyLibrary LIBRARY = read("tables", TableFiles.shipped("tables"));
  }

  /** The library that ships, read once. */
  public static EnergyLibrary shipped() {
    return Shipped.LIBRARY;
  }

  /**
   * The library in a folder of the shape that {@code SCHEMA.md} describes.
   *
   * @throws EnergyTableException with file and line if anything in it is wrong
   */
  public static EnergyLibrary read(Path folder) {
    return read(folder.toString(), TableFiles.inFolder(folder));
  }

  private static EnergyLibrary read(String place, TableFiles files) {
    FlatYaml index =
        FlatYaml.read(INDEX_NAME, required(place, files, INDEX_NAME), List.of("sources"));
    Map<String, EnergyTable> tables = new LinkedHashMap<>();
    for (String id : index.words("sources")) {
      if (!SOURCE_ID.matcher(id).matches()) {
        throw index.complaint(
            "sources", "must name folders in lower case with dashes, got '" + id + "'");
      }
      tables.put(id, EnergyTableReader.read(id, file -> files.find(id + "/" + file)));
    }
    List<PricingRule> rules =
        PricingReader.read(required(place, files, PricingReader.FILE_NAME), tables);
    return new EnergyLibrary(tables, new PriceList(rules));
  }

  /**
   * This library with tables of a user's own in the given order; their rows price what they are
   * for, instead of any of this library and of the tables before them.
   *
   * @throws EnergyTableException if a table has the name of another, or a row for what nothing
   *     asks; names the nearest that is asked for
   */
  public EnergyLibrary with(List<EnergyTable> own) {
    Map<String, EnergyTable> all = new LinkedHashMap<>(tables);
    PriceList with = prices;
    for (EnergyTable table : own) {
      String id = table.source().id();
      if (all.putIfAbsent(id, table) != null) {
        throw new EnergyTableException(
            "there is an energy table '" + id + "' already; give its folder another name");
      }
      requirePriced(table);
      with = with.under(OwnRules.of(table));
    }
    return new EnergyLibrary(all, with);
  }

  private void requirePriced(EnergyTable table) {
    List<String> known = new ArrayList<>(prices.actions());
    known.add(WHOLE_ELEMENT);
    for (EnergyEntry entry : table.entries()) {
      String wanted = entry.key().component() + " " + entry.key().action();
      if (!known.contains(wanted)) {
        throw new EnergyTableException(
            "%s/%s.csv: nothing asks for '%s'; nearest: '%s'. Known: %s"
                .formatted(
                    entry.sourceId(),
                    entry.key().component(),
                    wanted,
                    NearestWord.of(wanted, known),
                    String.join(", ", known)));
      }
    }
  }

  /**
   * This library with the rows of one of its own tables before any other that prices the same.
   *
   * @throws EnergyTableException if there is no such table; names the nearest
   */
  public EnergyLibrary preferring(String sourceId) {
    return new EnergyLibrary(tables, prices.under(OwnRules.of(get(sourceId))));
  }

  private static String required(String place, TableFiles files, String name) {
    return files
        .find(name)
        .orElseThrow(() -> new EnergyTableException(place + ": has no file " + name));
  }

  /** The ids of the tables, in the order of the index. */
  public List<String> names() {
    return List.copyOf(tables.keySet());
  }

  /** The table of a source, if there is one. */
  public Optional<EnergyTable> find(String sourceId) {
    return Optional.ofNullable(tables.get(sourceId));
  }

  /**
   * The table of a source.
   *
   * @throws EnergyTableException if there is none; names the nearest
   */
  public EnergyTable get(String sourceId) {
    return find(sourceId)
        .orElseThrow(() ->
            new EnergyTableException(
                "no energy table '"
                    + sourceId
                    + "'; nearest: '"
                    + NearestWord.of(sourceId, names())
                    + "'. Known: "
                    + String.join(", ", names())));
  }

  /** What each action costs. */
  public PriceList prices() {
    return prices;
  }
}
