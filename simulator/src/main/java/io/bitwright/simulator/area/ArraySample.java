package io.bitwright.simulator.area;

import io.bitwright.simulator.area.record.RecordedFigures;
import io.bitwright.simulator.area.record.SynthesisRecord;
import io.bitwright.spec.part.FpgaFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An array that was synthesised.
 *
 * @param array what
 * @param family for which
 * @param figures what was found
 */
record ArraySample(ArrayDesign array, FpgaFamily family, RecordedFigures figures) {
  /** Arrays of so many elements and more are kept from the fit, to try it on. */
  static final int HELD_OUT_ELEMENTS = 150;

  /** The whole arrays of a record by their groups, in its order. */
  static Map<ArrayGroup, List<ArraySample>> groups(SynthesisRecord record) {
    Map<ArrayGroup, List<ArraySample>> groups = new LinkedHashMap<>();
    for (SynthesisRecord.Line line : record.lines()) {
      FpgaFamily family = line.configuration().target().family();
      line.figures()
          .ifPresent(figures ->
              ArrayDesign.of(line.configuration())
                  .ifPresent(array ->
                      groups
                          .computeIfAbsent(ArrayGroup.of(array, family), group -> new ArrayList<>())
                          .add(new ArraySample(array, family, figures))));
    }
    return groups;
  }

  /** Whether it is large enough to be kept from the fit. */
  boolean isHeldOut() {
    return array.elements() >= HELD_OUT_ELEMENTS;
  }

  ArrayTerms terms() {
    return ArrayTerms.of(array, family);
  }
}
