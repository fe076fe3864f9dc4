package io.bitwright.app.studio;

import io.bitwright.app.studio.http.Answer;
import io.bitwright.app.studio.http.RefusedException;
import io.bitwright.app.studio.http.Request;
import io.bitwright.app.studio.http.Route;
import io.bitwright.app.studio.http.WorkLimit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finished explorations, to be looked at; the last few that were opened are kept. */
final class ExplorationDesk {
  private static final int MOST_KEPT = 4;

  private final WorkLimit limit;
  private final Map<String, Exploration> opened = new LinkedHashMap<>();
  private int openedSoFar;

  ExplorationDesk(WorkLimit limit) {
    this.limit = limit;
  }

  /** What the page needs to ask for views. */
  record Opened(
      String id, String space, List<Exploration.Figure> figures, String across, String upward) {}

  /** A view. */
  private record View(String html) {}

  List<Route> routes() {
    return List.of(
        Route.post("api/exploration", ExplorationReader.MOST_BYTES, this::open),
        Route.get("api/exploration", this::view));
  }

  /** Keeps an exploration, for the oldest if there are too many. */
  synchronized Opened keep(Exploration exploration) {
    openedSoFar++;
    String id = Integer.toString(openedSoFar);
    opened.put(id, exploration);
    if (opened.size() > MOST_KEPT) {
      opened.remove(opened.keySet().iterator().next());
    }
    return new Opened(
        id,
        exploration.space(),
        exploration.figures(),
        exploration.firstShown(0).name(),
        exploration.firstShown(1).name());
  }

  private Answer open(Request request) throws IOException {
    String name = request.parameter("name").orElse("exploration.json");
    String text = request.text();
    return Answer.json(limit.run(() -> keep(ExplorationReader.read(name, text))));
  }

  private Answer view(Request request) {
    Exploration exploration = kept(request.parameter("id").orElse(""));
    Optional<Exploration.Figure> across = request.parameter("across").map(exploration::figure);
    Optional<Exploration.Figure> upward = request.parameter("upward").map(exploration::figure);
    ExplorationPage.Rows rows =
        request.parameter("rows").orElse("front").equals("all")
            ? ExplorationPage.Rows.ALL
            : ExplorationPage.Rows.FRONT;
    return limit.run(() ->
        Answer.json(
            new View(
                ExplorationPage.of(
                        exploration,
                        across.orElseGet(() -> exploration.firstShown(0)),
                        upward.orElseGet(() -> exploration.firstShown(1)),
                        rows)
                    .html())));
  }

  private synchronized Exploration kept(String id) {
    Exploration exploration = opened.get(id);
    if (exploration == null) {
      throw new RefusedException(
          RefusedException.NOT_FOUND, "this exploration is not open any more; open its file again");
    }
    return exploration;
  }
}
