package io.bitwright.app.chart;

import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What lies in a memory, beside its capacity; the wider of both is as long as the picture.
 *
 * @param parts what lies in it
 * @param capacityPercent where the memory ends, in percent of the picture
 * @param capacity the capacity with its unit
 */
public record MemoryMap(List<Part> parts, double capacityPercent, String capacity) {

  /**
   * A part.
   *
   * @param bytes its size with its unit
   * @param start where it begins, in percent of the picture
   * @param percent how long it is, in percent of the picture
   * @param kind class for its colour
   */
  public record Part(String label, String bytes, double start, double percent, String kind) {}

  public MemoryMap {
    parts = List.copyOf(parts);
  }

  /**
   * Draws parts in the order of the map; those of 0 bytes are left out.
   *
   * @param capacityBytes above 0
   * @param capacity the same with its unit
   */
  public static MemoryMap of(Map<String, Double> bytes, double capacityBytes, String capacity) {
    double sum = bytes.values().stream().mapToDouble(v -> v).sum();
    double whole = Math.max(sum, capacityBytes);
    List<Part> parts = new ArrayList<>();
    double start = 0;
    for (Map.Entry<String, Double> entry : bytes.entrySet()) {
      if (entry.getValue() > 0) {
        double percent = 100 * entry.getValue() / whole;
        parts.add(
            new Part(
                entry.getKey(),
                Quantities.formatBytes(entry.getValue()),
                LogAxis.tenth(start),
                LogAxis.tenth(percent),
                "part" + parts.size()));
        start += percent;
      }
    }
    return new MemoryMap(parts, LogAxis.tenth(100 * capacityBytes / whole), capacity);
  }
}
