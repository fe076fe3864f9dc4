package io.bitwright.app.exploration;

import io.bitwright.spec.space.DesignSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a point asks of the model, by the columns of case files. */
final class RequestCells {
  private static final int MOST_REMEMBERED = 1 << 12;

  private final Map<String, String> fixed = new LinkedHashMap<>();
  private final List<Integer> slots = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final Map<List<String>, Map<String, String>> made = new HashMap<>();

  /**
   * The cells of a space.
   *
   * @param names of variables and derived variables, in the order of their slots
   */
  RequestCells(DesignSpace space, List<String> names) {
    space.workload().forEach((key, value) -> fixed.put(column(key), value));
    space.plan().forEach((key, value) -> fixed.put(column(key), value));
    if (space.isPod()) {
      fixed.put("pod", space.base());
    }
    for (int slot = 0; slot < names.size(); slot++) {
      String name = names.get(slot);
      if (name.startsWith("workload.") || name.startsWith("plan.")) {
        slots.add(slot);
        columns.add(column(name.substring(name.indexOf('.') + 1)));
      }
    }
  }

  private static String column(String key) {
    return key.replace('-', '_');
  }

  /** The cells of a point; the same object for the same choices. */
  Map<String, String> of(String[] texts) {
    List<String> own = new ArrayList<>(slots.size());
    for (int slot : slots) {
      own.add(texts[slot]);
    }
    Map<String, String> known = made.get(own);
    if (known != null) {
      return known;
    }
    Map<String, String> cells = new LinkedHashMap<>(fixed);
    for (int i = 0; i < own.size(); i++) {
      cells.put(columns.get(i), own.get(i));
    }
    if (made.size() < MOST_REMEMBERED) {
      made.put(own, cells);
    }
    return cells;
  }
}
