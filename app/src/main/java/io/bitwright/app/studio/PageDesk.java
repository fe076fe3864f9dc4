package io.bitwright.app.studio;

import io.bitwright.app.command.Inventory;
import io.bitwright.app.estimate.PhaseWord;
import io.bitwright.app.studio.http.Answer;
import io.bitwright.app.studio.http.Route;
import io.bitwright.codegen.Language;
import io.bitwright.codegen.render.TemplateEngine;
import io.bitwright.spec.document.ShippedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page itself, and what its lists hold. */
final class PageDesk {
  private static final String FOLDER = "/io/bitwright/app/studio/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Optional<ExplorationDesk.Opened> exploration;

  PageDesk(Optional<ExplorationDesk.Opened> exploration) {
    this.exploration = exploration;
  }

  /** A template without variables. */
  public record NoVariables() {}

  /**
   * What the page's lists hold.
   *
   * @param exploration one that is open from the start
   */
  private record Start(
      Inventory inventory,
      List<String> phases,
      List<String> languages,
      Optional<ExplorationDesk.Opened> exploration) {}

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    files().forEach((path, type) -> routes.add(file(path, path, type)));
    routes.add(file("", "page.html", HTML));
    routes.add(Route.get("house.css", _ -> Answer.file(STYLE, houseStyle())));
    routes.add(Route.get("api/start", _ -> Answer.json(start())));
    return routes;
  }

  /** The files that a browser may have; nothing else of the program can be asked for. */
  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("studio.css", STYLE);
    files.put("icon.svg", "image/svg+xml");
    for (String module :
        List.of(
            "main",
            "server",
            "elements",
            "tabs",
            "workload",
            "editor",
            "design",
            "cosimulation",
            "exploration")) {
      files.put("js/" + module + ".js", SCRIPT);
    }
    return files;
  }

  private static Route file(String path, String name, String type) {
    return Route.get(path, _ -> Answer.file(type, ShippedFile.bytes(FOLDER + name)));
  }

  /** The look of the pages that {@code estimate --html} writes. */
  private static byte[] houseStyle() {
    return new TemplateEngine()
        .render("studio/house_style.css.ftlh", new NoVariables())
        .getBytes(StandardCharsets.UTF_8);
  }

  private Start start() {
    return new Start(
        Inventory.shipped(),
        PhaseWord.labels(),
        Arrays.stream(Language.values()).map(Language::label).toList(),
        exploration);
  }
}
