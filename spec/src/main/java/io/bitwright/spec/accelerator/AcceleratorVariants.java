package io.bitwright.spec.accelerator;

import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.ReplacedValues;
import io.bitwright.spec.document.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One description with other values under some of its keys. Each part is read once for each
 * combination of its own values, by the same reader as a file, so that a million variants of a few
 * parts cost a few reads. For one thread.
 */
public final class AcceleratorVariants {
  private final Document document;
  private final List<String> keys;
  private final VariantPart clock;
  private final VariantPart matrixUnit;
  private final VariantPart vectorUnit;
  private final VariantPart buffers;
  private final VariantPart memory;
  private final VariantPart rest;

  /**
   * Variants of a description.
   *
   * @param file its name in messages
   * @param base its YAML
   * @param set other values of some keys, the same in all variants; {@code ~} leaves a key out
   * @param keys paths of keys, as {@code matrix-unit.rows} or {@code
   *     matrix-unit.operands[0].weights}; what has no key stays as it is
   * @throws io.bitwright.spec.SpecException if the base is wrong
   */
  public AcceleratorVariants(String file, byte[] base, Map<String, String> set, List<String> keys) {
    this.keys = List.copyOf(keys);
    document = changed(YamlReader.read(file, base), set);
    AcceleratorReader.unchecked(document);
    List<Integer> left = new ArrayList<>();
    for (int place = 0; place < keys.size(); place++) {
      left.add(place);
    }
    clock = take(document, "clock", left);
    matrixUnit = take(document, "matrix-unit", left);
    vectorUnit = take(document, "vector-unit", left);
    buffers = take(document, "buffers", left);
    memory = take(document, "memory", left);
    rest = new VariantPart(document, keys, left);
  }

  private static Document changed(Document document, Map<String, String> set) {
    Document changed = document;
    for (Map.Entry<String, String> value : set.entrySet()) {
      changed = ReplacedValues.with(changed, value.getKey(), value.getValue());
    }
    return changed;
  }

  /**
   * Refuses a value that no description may have under a key, whatever stands beside it.
   *
   * @throws io.bitwright.spec.SpecException saying what is allowed
   */
  public void check(String key, String value) {
    AcceleratorReader.unchecked(ReplacedValues.with(document, key, value));
  }

  private VariantPart take(Document document, String part, List<Integer> left) {
    List<Integer> own = left.stream().filter(place -> part(keys.get(place)).equals(part)).toList();
    left.removeAll(own);
    return new VariantPart(document, keys, own);
  }

  private static String part(String key) {
    return key.split("[.\\[]", 2)[0];
  }

  /** Whether a key is of an accelerator, by its first part. */
  public static boolean isKey(String name) {
    return AcceleratorKeys.TOP.contains(part(name));
  }

  /** The keys whose values vary. */
  public List<String> keys() {
    return keys;
  }

  /**
   * The description with other values, checked as a file is.
   *
   * @param texts the values in the order of the keys, as a file has them
   * @throws io.bitwright.spec.SpecException naming the key, if a value is not allowed or the values
   *     do not go together
   */
  public AcceleratorSpec at(List<String> texts) {
    AcceleratorSpec others = rest.at(texts);
    AcceleratorSpec spec =
        new AcceleratorSpec(
            others.name(),
            others.description(),
            others.source(),
            others.technologyNm(),
            clock.at(texts).clock(),
            matrixUnit.at(texts).matrixUnit(),
            vectorUnit.at(texts).vectorUnit(),
            buffers.at(texts).buffers(),
            memory.at(texts).memory(),
            others.power(),
            others.energy(),
            others.generable(),
            others.gpu());
    AcceleratorRules.check(spec);
    return spec;
  }

  /**
   * The description with other values as a document: the base's, without its comments.
   *
   * @param name that it gets
   * @param description that it gets: the base's tells of the base
   */
  public Document document(String name, String description, List<String> texts) {
    Document variant =
        ReplacedValues.with(
            ReplacedValues.with(document, "name", name), "description", description);
    for (int i = 0; i < keys.size(); i++) {
      variant = ReplacedValues.with(variant, keys.get(i), texts.get(i));
    }
    return variant;
  }
}
