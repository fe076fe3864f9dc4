package io.bitwright.app.studio;

import io.bitwright.app.hardware.DesignFiles;
import io.bitwright.app.studio.http.Answer;
import io.bitwright.app.studio.http.Request;
import io.bitwright.app.studio.http.Route;
import io.bitwright.app.studio.http.WorkLimit;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.Language;
import io.bitwright.spec.document.Section;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Verilog to take away. */
final class RtlDesk {
  private static final int MOST_BYTES = 1 << 20;
  private static final List<String> KEYS =
      Stream.concat(DesignRequest.KEYS.stream(), Stream.of("language")).toList();

  private final WorkLimit limit;

  RtlDesk(WorkLimit limit) {
    this.limit = limit;
  }

  List<Route> routes() {
    return List.of(Route.post("api/rtl", MOST_BYTES, this::generate));
  }

  private Answer generate(Request request) throws IOException {
    Section body = request.object(KEYS);
    Language language =
        body.optionalValue("language", "a language", Function.identity())
            .map(Language::named)
            .orElse(Language.SYSTEMVERILOG);
    return limit.run(() -> {
      GeneratedDesign design = DesignFiles.complete(DesignRequest.design(body), language);
      return Answer.download(design.name() + ".zip", "application/zip", DesignArchive.of(design));
    });
  }
}
