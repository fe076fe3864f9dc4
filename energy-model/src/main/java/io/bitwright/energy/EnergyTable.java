package io.bitwright.energy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The energies of one source, in the order of its files. */
public final class EnergyTable {
  private final EnergySource source;
  private final Map<EnergyKey, EnergyEntry> entries = new LinkedHashMap<>();

  /**
   * A table of the given rows.
   *
   * @throws EnergyTableException if two rows have the same key
   */
  public EnergyTable(EnergySource source, List<EnergyEntry> rows) {
    this.source = source;
    for (EnergyEntry row : rows) {
      if (entries.put(row.key(), row) != null) {
        throw new EnergyTableException(source.id() + ": " + row.key() + " is given twice");
      }
    }
  }

  public EnergySource source() {
    return source;
  }

  public List<EnergyEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** The row of a key, if the table has one. */
  public Optional<EnergyEntry> find(EnergyKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * The row of a key.
   *
   * @throws EnergyTableException if the table has none; names the nearest
   */
  public EnergyEntry get(EnergyKey key) {
    return find(key)
        .orElseThrow(() ->
            new EnergyTableException(
                source.id()
                    + " has no energy of "
                    + key
                    + "; nearest: "
                    + NearestWord.of(
                        key.toString(),
                        entries.keySet().stream().map(EnergyKey::toString).toList())));
  }
}
