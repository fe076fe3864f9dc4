package io.bitwright.app.studio;

import io.bitwright.app.estimate.EstimateView;
import io.bitwright.app.studio.http.RefusedException;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorReader;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.document.Section;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An accelerator as its YAML text in a request describes it. */
final class DescribedAccelerator {
  /** The key of the text in a request. */
  static final String KEY = "description";

  private static final Pattern PLACE =
      Pattern.compile(
          Pattern.quote(EstimateView.DESCRIBED)
              + ":(\\d+): (?:([a-z][a-z0-9-]*(?:[.\\[][a-z0-9.\\[\\]-]*)?): )?.*",
          Pattern.DOTALL);

  private DescribedAccelerator() {}

  /**
   * The accelerator of a request, if it has one.
   *
   * @throws RefusedException with line and key of what is wrong in it
   */
  static Optional<AcceleratorSpec> in(Section request) {
    return text(request).map(DescribedAccelerator::read);
  }

  /** The YAML text of a request, if it has one. */
  static Optional<String> text(Section request) {
    return request.optionalValue(KEY, "the YAML text of an accelerator", Function.identity());
  }

  private static AcceleratorSpec read(String yaml) {
    try {
      return AcceleratorReader.read(EstimateView.DESCRIBED, yaml.getBytes(StandardCharsets.UTF_8));
    } catch (SpecException wrong) {
      throw new RefusedException(
          RefusedException.BAD_REQUEST, fault(String.valueOf(wrong.getMessage())));
    }
  }

  /** Messages about a file begin with its place. */
  static RefusedException.Fault fault(String message) {
    Matcher place = PLACE.matcher(message);
    return place.matches()
        ? RefusedException.faultAt(
            OptionalInt.of(Integer.parseInt(place.group(1))),
            Optional.ofNullable(place.group(2)),
            message)
        : RefusedException.faultAt(OptionalInt.empty(), Optional.empty(), message);
  }
}
