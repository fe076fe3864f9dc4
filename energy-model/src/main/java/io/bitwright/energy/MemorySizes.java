package io.bitwright.energy;

import java.util.Comparator;
import java.util.List;

/**
 * Energies of an access by the size of the memory: a power of the size between each two tabulated
 * sizes, a straight line in logarithms. Below the smallest one the smallest stands in, an upper
 * bound; beyond the largest one the power of the largest two goes on.
 */
final class MemorySizes {
  private MemorySizes() {}

  /** A row as the price of exactly its action. */
  static EnergyPrice asItStands(EnergyEntry entry) {
    return new EnergyPrice(entry.energyPj(), List.of(entry), entry.sourceClass(), "");
  }

  /**
   * The price of an access.
   *
   * @param rows of one action, format and node, at least one
   * @param capacityBytes size of the memory, at least 1
   */
  static EnergyPrice price(List<EnergyEntry> rows, long capacityBytes) {
    List<EnergyEntry> bySize =
        rows.stream().sorted(Comparator.comparingLong(MemorySizes::capacity)).toList();
    EnergyEntry smallest = bySize.getFirst();
    for (EnergyEntry entry : bySize) {
      if (capacity(entry) == capacityBytes || entry.key().capacityBytes().isEmpty()) {
        return asItStands(entry);
      }
    }
    if (capacityBytes < capacity(smallest)) {
      return new EnergyPrice(
          smallest.energyPj(),
          List.of(smallest),
          smallest.sourceClass().weaker(SourceClass.DERIVED),
          "the smallest tabulated size, %d bytes, stands in for %d bytes; an upper bound"
              .formatted(capacity(smallest), capacityBytes));
    }
    if (bySize.size() == 1) {
      return new EnergyPrice(
          smallest.energyPj(),
          List.of(smallest),
          smallest.sourceClass().weaker(SourceClass.ASSUMED),
          "the only tabulated size, %d bytes, stands in for %d bytes; a lower bound"
              .formatted(capacity(smallest), capacityBytes));
    }
    return between(bySize, capacityBytes);
  }

  private static EnergyPrice between(List<EnergyEntry> bySize, long capacityBytes) {
    LogLogCurve curve = new LogLogCurve(bySize.size());
    bySize.forEach(entry -> curve.add((double) capacity(entry), entry.energyPj()));
    int left = curve.segment((double) capacityBytes);
    EnergyEntry from = bySize.get(left);
    EnergyEntry to = bySize.get(left + 1);
    boolean beyond = capacityBytes > capacity(to);
    SourceClass known =
        from.sourceClass()
            .weaker(to.sourceClass())
            .weaker(beyond ? SourceClass.ASSUMED : SourceClass.DERIVED);
    String note =
        "%s for %d bytes from %d bytes and %d bytes, log-log"
            .formatted(
                beyond ? "extrapolated" : "interpolated",
                capacityBytes,
                capacity(from),
                capacity(to));
    return new EnergyPrice(curve.at((double) capacityBytes), List.of(from, to), known, note);
  }

  private static long capacity(EnergyEntry entry) {
    return entry.key().capacityBytes().orElse(Long.MAX_VALUE);
  }
}
