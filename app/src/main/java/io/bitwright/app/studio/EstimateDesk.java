package io.bitwright.app.studio;

import io.bitwright.app.estimate.EstimateView;
import io.bitwright.app.studio.http.Answer;
import io.bitwright.app.studio.http.Request;
import io.bitwright.app.studio.http.Route;
import io.bitwright.app.studio.http.WorkLimit;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.pod.PodLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Estimates while choices are made, and the text and the words of descriptions. */
final class EstimateDesk {
  private static final int MOST_BYTES = 1 << 20;
  private static final String CHOICES = "choices";

  /** A request names what ships; files of the machine are read by the command alone. */
  private static final Map<String, Consumer<String>> SHIPPED =
      Map.of(
          "model", ModelLibrary::get,
          "draft", ModelLibrary::get,
          "accelerator", AcceleratorLibrary::get,
          "pod", PodLibrary::get);

  private final WorkLimit limit;
  private final SchemaCompletion completion = SchemaCompletion.ofAccelerators();

  EstimateDesk(WorkLimit limit) {
    this.limit = limit;
  }

  /** The text that describes an accelerator. */
  private record Description(String name, String description) {}

  /** What may be typed at a place. */
  private record Completions(int from, List<SchemaCompletion.Proposal> proposals) {}

  List<Route> routes() {
    return List.of(
        Route.post("api/estimate", MOST_BYTES, this::estimate),
        Route.post("api/completion", MOST_BYTES, this::complete),
        Route.get("api/accelerator", EstimateDesk::description));
  }

  private Answer estimate(Request request) throws IOException {
    Section body = request.object(List.of(CHOICES, DescribedAccelerator.KEY));
    Map<String, String> choices = choices(body);
    Optional<AcceleratorSpec> described = DescribedAccelerator.in(body);
    return Answer.json(limit.run(() -> EstimateView.of(choices, described)));
  }

  private static Map<String, String> choices(Section body) {
    Map<String, String> choices = new LinkedHashMap<>();
    body.optionalOpenSection(CHOICES)
        .ifPresent(section -> {
          for (String key : section.keys()) {
            section
                .optionalValue(key, "text or a number", Function.identity())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> choices.put(key, value));
          }
        });
    SHIPPED.forEach((key, get) -> Optional.ofNullable(choices.get(key)).ifPresent(get));
    return choices;
  }

  private Answer complete(Request request) throws IOException {
    Section body = request.object(List.of(DescribedAccelerator.KEY, "offset"));
    String text = DescribedAccelerator.text(body).orElse("");
    int offset =
        (int)
            body.number(
                "offset",
                "the number of characters before the cursor",
                at -> at == Math.rint(at) && at >= 0 && at <= text.length());
    SchemaCompletion.Place place = completion.at(text, offset);
    return Answer.json(new Completions(place.from(), place.proposals()));
  }

  private static Answer description(Request request) {
    String name = request.parameter("name").orElse("");
    String yaml = new String(AcceleratorLibrary.yaml(name), StandardCharsets.UTF_8);
    return Answer.json(new Description(name, yaml));
  }
}
