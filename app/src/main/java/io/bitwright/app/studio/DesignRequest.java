package io.bitwright.app.studio;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The design that a request means: of the accelerator it describes, or of a unit. */
final class DesignRequest {
  /** The keys of a request that are read here. */
  static final List<String> KEYS = List.of(DescribedAccelerator.KEY, "unit", "settings");

  private DesignRequest() {}

  /**
   * The design, rendered in memory.
   *
   * @throws SpecException if it cannot be generated
   */
  static GeneratedDesign design(Section request) {
    Optional<String> unit = request.optionalValue("unit", "a unit's name", Function.identity());
    if (unit.isPresent()) {
      return new RtlGenerator().generate(Unit.named(unit.get()).configure(settings(request)));
    }
    return new RtlGenerator()
        .generate(
            DescribedAccelerator.in(request)
                .orElseThrow(() -> new SpecException("give a unit or a description")));
  }

  private static Map<String, String> settings(Section request) {
    Map<String, String> values = new LinkedHashMap<>();
    request
        .optionalOpenSection("settings")
        .ifPresent(section -> {
          for (String key : section.keys()) {
            section
                .optionalValue(key, "text or a number", Function.identity())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> values.put(key, value));
          }
        });
    return values;
  }
}
