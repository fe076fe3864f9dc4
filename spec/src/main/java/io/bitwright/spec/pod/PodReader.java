package io.bitwright.spec.pod;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.YamlReader;
import io.bitwright.spec.quantity.Bandwidth;
import io.bitwright.spec.quantity.Dimension;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.quantity.TimeSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pod descriptions from YAML; the keys are those of {@code pod.schema.json}. */
public final class PodReader {
  private static final List<String> GRID = List.of("axes");

  /** The keys that a topology has beside {@code topology} and {@code link}. */
  private static final Map<String, List<String>> KEYS_OF_KIND =
      Map.of(
          "ring", List.of("chips"),
          "torus", List.of("axes", "wrap", "twist", "cube"),
          "mesh", GRID,
          "hypercube", List.of("dimensions"),
          "fully-connected", List.of("chips"),
          "switch", List.of("chips", "oversubscription"));

  private PodReader() {}

  /**
   * Reads and checks a description.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static PodSpec read(Path file) {
    return read(YamlReader.read(file));
  }

  /**
   * Reads and checks the bytes of a description.
   *
   * @param file its name in messages
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static PodSpec read(String file, byte[] bytes) {
    return read(YamlReader.read(file, bytes));
  }

  private static PodSpec read(Document document) {
    Section top = Section.closed(document, PodKeys.TOP);
    String name = top.text("name");
    String description = top.text("description");
    String source = top.text("source");
    String accelerator = top.value("accelerator", "a name or a YAML file", PodReader::accelerator);
    TimeSpan launch = top.has("launch") ? latency(top, "launch") : new TimeSpan(0);
    List<PodLevel> levels = new ArrayList<>();
    long chips = 1;
    for (Section level : top.sections("levels", PodKeys.LEVEL, PodLimits.LEVELS)) {
      levels.add(new PodLevel(topology(level), link(level.section("link", PodKeys.LINK))));
      chips *= levels.getLast().topology().chips();
      if (chips > PodLimits.POD) {
        String most = Quantities.formatWhole(PodLimits.POD);
        throw level.problem("topology", "the pod has more than " + most + " chips; write fewer");
      }
    }
    boolean overlap = top.flag("overlap", false);
    return new PodSpec(name, description, source, accelerator, launch, levels, overlap);
  }

  /** A name that ships, or anything that is a path. */
  private static String accelerator(String text) {
    if (!text.endsWith(".yaml") && !text.endsWith(".yml")) {
      AcceleratorLibrary.yaml(text);
    }
    return text;
  }

  private static Topology topology(Section level) {
    String kind = level.value("topology", Topology.KINDS.expectation(), Topology.KINDS::parse);
    List<String> own = KEYS_OF_KIND.getOrDefault(kind, List.of());
    for (String key : level.keys()) {
      if (!own.contains(key) && !key.equals("topology") && !key.equals("link")) {
        String has = " has no such key; it has " + String.join(", ", own);
        throw level.problem(key, "a " + kind + has);
      }
    }
    return switch (kind) {
      case "ring" -> new Topology.Ring(level.integer("chips", PodLimits.CHIPS));
      case "torus" -> torus(level);
      case "mesh" -> new Topology.Mesh(grid(level));
      case "hypercube" -> new Topology.Hypercube(level.integer("dimensions", PodLimits.DIMENSIONS));
      case "fully-connected" ->
          new Topology.FullyConnected(level.integer("chips", PodLimits.FULLY_CONNECTED));
      case "switch" -> switched(level);
      default -> throw new IllegalStateException("no reader of " + kind);
    };
  }

  private static Topology switched(Section level) {
    int chips = level.integer("chips", PodLimits.CHIPS);
    double most = PodLimits.OVERSUBSCRIPTION;
    double oversubscription =
        level
            .optionalNumber(
                "oversubscription",
                "a number from 1 to 1000",
                number -> number >= 1 && number <= most)
            .orElse(1.0);
    return new Topology.Switch(chips, oversubscription);
  }

  private static Topology torus(Section level) {
    GridShape shape = grid(level);
    int axes = shape.axes().size();
    List<Boolean> wrap =
        level.has("wrap") ? wraps(level, axes) : Collections.nCopies(axes, Boolean.TRUE);
    int last = shape.axes().getLast();
    int twist = level.optionalInteger("twist", new IntegerRange(0, last - 1)).orElse(0);
    if (twist > 0 && (axes == 1 || wrap.contains(false))) {
      String needs = "needs two or three axes, all of them with wrap; write twist: 0";
      throw level.problem("twist", needs);
    }
    Optional<GridShape> cube =
        level.optionalValue("cube", GridShape.expectation(), GridShape::parse);
    if (cube.isPresent() && (!shape.isMadeOf(cube.get()) || wrap.contains(false) || twist > 0)) {
      String needs = "needs a plain torus with wrap, made of whole blocks; ";
      throw level.problem("cube", needs + "write lengths that divide " + shape);
    }
    return new Topology.Torus(shape, wrap, twist, cube);
  }

  private static GridShape grid(Section level) {
    return level.value("axes", GridShape.expectation(), GridShape::parse);
  }

  private static List<Boolean> wraps(Section level, int axes) {
    List<Boolean> wraps = new ArrayList<>();
    for (String text : level.texts("wrap")) {
      if (!text.equals("true") && !text.equals("false")) {
        String holds = "holds " + QuotedText.of(text);
        throw level.problem("wrap", holds + "; write true or false for each axis");
      }
      wraps.add(text.equals("true"));
    }
    if (wraps.size() != axes) {
      String is = "has " + wraps.size() + " values; write true or false for each of the ";
      throw level.problem("wrap", is + axes + " axes");
    }
    return wraps;
  }

  private static LinkSpec link(Section link) {
    List<LinkProtocol> protocols =
        link.has("protocols")
            ? protocols(link)
            : List.of(new LinkProtocol("link", bandwidth(link), latency(link, "latency")));
    TimeSpan start = link.has("start") ? latency(link, "start") : new TimeSpan(0);
    String kind = link.has("kind") ? link.text("kind") : "";
    return new LinkSpec(protocols, start, latency(link, "hop"), kind);
  }

  private static List<LinkProtocol> protocols(Section link) {
    for (String key : List.of("bandwidth", "latency")) {
      if (link.has(key)) {
        throw link.problem(key, "each of the protocols has its own; leave it out");
      }
    }
    List<LinkProtocol> protocols = new ArrayList<>();
    for (Section own : link.sections("protocols", PodKeys.PROTOCOL, PodLimits.PROTOCOLS)) {
      protocols.add(new LinkProtocol(own.text("name"), bandwidth(own), latency(own, "latency")));
    }
    return protocols;
  }

  private static Bandwidth bandwidth(Section link) {
    return link.value("bandwidth", Dimension.BANDWIDTH.expectation(), Bandwidth::parse);
  }

  private static TimeSpan latency(Section link, String key) {
    TimeSpan time = link.value(key, Dimension.TIME.expectation(), TimeSpan::parse);
    if (time.seconds() > PodLimits.LATENCY.seconds()) {
      String range = " is out of range; write at most " + Quantities.format(PodLimits.LATENCY);
      throw link.problem(key, Quantities.format(time) + range);
    }
    return time;
  }
}
