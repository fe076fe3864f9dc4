package io.bitwright.spec.accelerator;

import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.ReplacedValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part of a description that is read once for each combination of its own values. */
final class VariantPart {
  /** Combinations that are remembered; later ones are read anew. */
  private static final int MOST_REMEMBERED = 1 << 16;

  private final Document base;
  private final List<String> paths;
  private final int[] places;
  private final Map<List<String>, AcceleratorSpec> read = new HashMap<>();

  /**
   * A part.
   *
   * @param keys paths of all keys that vary
   * @param places indices of those that are of this part
   */
  VariantPart(Document base, List<String> keys, List<Integer> places) {
    this.base = base;
    this.paths = places.stream().map(keys::get).toList();
    this.places = places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The base with this part's values of all values, other parts as they were. */
  AcceleratorSpec at(List<String> texts) {
    List<String> own = own(texts);
    AcceleratorSpec known = read.get(own);
    if (known != null) {
      return known;
    }
    AcceleratorSpec spec = AcceleratorReader.unchecked(in(base, texts));
    if (read.size() < MOST_REMEMBERED) {
      read.put(own, spec);
    }
    return spec;
  }

  /** A document with this part's values. */
  Document in(Document document, List<String> texts) {
    Document changed = document;
    for (int i = 0; i < places.length; i++) {
      changed = ReplacedValues.with(changed, paths.get(i), texts.get(places[i]));
    }
    return changed;
  }

  private List<String> own(List<String> texts) {
    List<String> own = new ArrayList<>(places.length);
    for (int place : places) {
      own.add(texts.get(place));
    }
    return own;
  }
}
