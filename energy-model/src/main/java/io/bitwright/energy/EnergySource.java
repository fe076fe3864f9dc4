package io.bitwright.energy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the numbers of a table come from. At least one of {@code doi} and {@code url} is present.
 *
 * @param id name of the folder, as reports print it: {@code bitnet-2023}
 * @param citation authors, title, venue, year
 * @param doi digital object identifier, without the resolver's address
 * @param url address of the source
 * @param kind how the numbers came about
 * @param voltageV supply voltage in volts, if stated
 * @param accuracy what the source says of its own accuracy
 * @param note what a reader must know before using the numbers
 * @param files the CSV files of the folder
 */
public record EnergySource(
    String id,
    String citation,
    Optional<String> doi,
    Optional<String> url,
    SourceKind kind,
    OptionalDouble voltageV,
    Optional<String> accuracy,
    Optional<String> note,
    List<String> files) {
  public EnergySource {
    files = List.copyOf(files);
  }

  /** The address a reader can open: the DOI's, else the URL. */
  public String link() {
    return doi.map(value -> "https://doi.org/" + value).orElseGet(url::orElseThrow);
  }
}
