package io.bitwright.app.exploration;

import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.document.Document;
import java.util.List;
import java.util.Map;

/** What a point costs, whatever its machine is. */
interface PointCosts {

  /**
   * Puts the figures of a point at their places.
   *
   * @param acceleratorTexts values of the accelerator's keys, in their order
   * @param request what is asked, by the columns of case files; equal objects for equal choices
   * @param slots takes the figures
   * @throws io.bitwright.spec.SpecException if the point is none that can be built or run
   */
  void put(List<String> acceleratorTexts, Map<String, String> request, double[] slots);

  /** The accelerator of some values. */
  AcceleratorSpec accelerator(List<String> acceleratorTexts);

  /** The same as a document, under a name. */
  Document description(String name, String about, List<String> acceleratorTexts);
}
