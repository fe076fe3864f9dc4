package io.bitwright.spec.space;

import io.bitwright.spec.NearestWord;
import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorVariants;
import io.bitwright.spec.document.ScalarText;
import io.bitwright.spec.document.Section;
import io.bitwright.spec.document.YamlReader;
import io.bitwright.spec.formula.Formula;
import io.bitwright.spec.formula.Measure;
import io.bitwright.spec.formula.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Design spaces from YAML; docs/exploration.md explains the keys. */
public final class DesignSpaceReader {
  /** Variables, figures, constraints or objectives of one space. */
  private static final int MOST = 64;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern FREE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,63}");

  private final Section top;
  private final Scope scope = new Scope();
  private final List<DesignVariable> variables = new ArrayList<>();
  private final List<DerivedVariable> derived = new ArrayList<>();

  private DesignSpaceReader(Section top) {
    this.top = top;
  }

  /**
   * Reads and checks a space.
   *
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static DesignSpace read(Path file) {
    return new DesignSpaceReader(Section.closed(YamlReader.read(file), SpaceKeys.TOP)).space();
  }

  /**
   * Reads and checks the bytes of a space.
   *
   * @param file its name in messages
   * @throws SpecException with file, line, key and what is allowed, if it is wrong
   */
  public static DesignSpace read(String file, byte[] bytes) {
    Section top = Section.closed(YamlReader.read(file, bytes), SpaceKeys.TOP);
    return new DesignSpaceReader(top).space();
  }

  private DesignSpace space() {
    String name = top.value("name", "a name in lower case", DesignSpaceReader::name);
    if (top.has("accelerator") == top.has("pod")) {
      throw top.problem("accelerator", "give an accelerator or a pod, and not both");
    }
    boolean isPod = top.has("pod");
    readVariables(isPod);
    for (PointFigure figure : PointFigure.values()) {
      scope.add(figure.label(), figure.measure());
    }
    DesignSpace.PART_RESOURCES.forEach(resource -> scope.add(resource, Measure.NUMBER));
    List<NamedFigure> figures = figures();
    return new DesignSpace(
        name,
        top.text("description"),
        top.optionalValue("model", "a model", ScalarText::line),
        top.text(isPod ? "pod" : "accelerator"),
        isPod,
        top.optionalValue("part", "an FPGA part", ScalarText::line),
        set(isPod),
        fixed("workload", SpaceKeys.WORKLOAD),
        fixed("plan", SpaceKeys.PLAN),
        variables,
        derived,
        figures,
        constraints(),
        objectives(),
        isFidelityFile()
            ? top.optionalValue("fidelity", "a file", ScalarText::line)
            : Optional.empty(),
        fidelity(),
        scope);
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new SpecException(
          QuotedText.of(text)
              + " is not a name; write lower-case letters, digits and dashes, at most 64");
    }
    return text;
  }

  private void readVariables(boolean isPod) {
    Section section = open("variables");
    requireSome("variables", section.keys().size());
    for (String key : section.keys()) {
      requireKey(section, key, isPod);
      if (!section.isFormula(key)) {
        DesignVariable variable = new VariableReader(section, key).read();
        variables.add(variable);
        if (variable.isOfWords()) {
          List<String> words = variable.values().stream().map(DesignVariable.Value::text).toList();
          scope.addWords(key, words);
        } else {
          scope.add(key, variable.measure());
        }
      }
    }
    for (String key : section.keys()) {
      if (section.isFormula(key)) {
        Formula formula = formula(section, key, text -> text.strip().substring(1));
        derived.add(new DerivedVariable(key, formula));
        scope.add(key, formula.measure());
      }
    }
    requireSome("variables", variables.size());
    if (DesignSpace.gridSize(variables).isEmpty()) {
      throw top.problem("variables", "make more than 2^62 points; give them fewer values");
    }
  }

  /** A key of the machine, the workload or the plan, or a free name. */
  private void requireKey(Section section, String key, boolean isPod) {
    if (key.startsWith(SpaceKeys.WORKLOAD_PREFIX)) {
      requireWord(section, key, SpaceKeys.WORKLOAD_PREFIX, SpaceKeys.WORKLOAD);
    } else if (key.startsWith(SpaceKeys.PLAN_PREFIX)) {
      requireWord(section, key, SpaceKeys.PLAN_PREFIX, SpaceKeys.PLAN);
      if (!isPod) {
        throw section.problem(key, "goes with a pod; this space has an accelerator");
      }
    } else if (AcceleratorVariants.isKey(key)) {
      if (isPod) {
        throw section.problem(
            key, "is a key of an accelerator; a pod's chips stay, its plan and workload vary");
      }
    } else if (!FREE_NAME.matcher(key).matches()) {
      throw section.problem(
          key,
          "is no key; write one of an accelerator such as matrix-unit.rows, workload. or plan."
              + " and a word, or a free name of lower-case letters, digits and _");
    }
  }

  private static void requireWord(
      Section section, String key, String prefix, List<String> allowed) {
    String word = key.substring(prefix.length());
    if (!allowed.contains(word)) {
      throw section.problem(
          key,
          "unknown key; allowed after "
              + prefix
              + " are "
              + String.join(", ", allowed)
              + NearestWord.hint(word, allowed));
    }
  }

  private Map<String, String> fixed(String key, List<String> allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    top.optionalSection(key, allowed)
        .ifPresent(section -> section.keys().forEach(word -> values.put(word, section.text(word))));
    return values;
  }

  private Map<String, String> set(boolean isPod) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!top.has("set")) {
      return values;
    }
    Section section = open("set");
    requireSome("set", section.keys().size());
    for (String key : section.keys()) {
      if (isPod || !AcceleratorVariants.isKey(key)) {
        throw section.problem(key, "is no key of this space's accelerator");
      }
      values.put(key, section.has(key) ? section.text(key) : "~");
    }
    return values;
  }

  private List<NamedFigure> figures() {
    List<NamedFigure> figures = new ArrayList<>();
    if (!top.has("figures")) {
      return figures;
    }
    Section section = open("figures");
    requireSome("figures", section.keys().size());
    for (String key : section.keys()) {
      if (!FREE_NAME.matcher(key).matches()) {
        throw section.problem(key, "is no name; write lower-case letters, digits and _");
      }
      Formula formula = formula(section, key, text -> text);
      try {
        scope.add(key, formula.measure());
      } catch (SpecException taken) {
        throw section.problem(key, String.valueOf(taken.getMessage()));
      }
      figures.add(new NamedFigure(key, formula));
    }
    return figures;
  }

  private List<DesignConstraint> constraints() {
    return items(
        "constraints",
        text -> {
          Formula formula = Formula.parse(text, scope);
          boolean holds = formula.isTruth() || text.strip().equals(PointFigure.MEMORY_FITS.label());
          if (!holds) {
            throw new SpecException("is neither true nor false; compare it, as in power <= 10 W");
          }
          return new DesignConstraint(formula);
        });
  }

  private List<Objective> objectives() {
    List<Objective> objectives = items("objectives", this::objective);
    requireSome("objectives", objectives.size());
    return objectives;
  }

  private Objective objective(String text) {
    String[] words = text.strip().split("\\s+", 2);
    Objective.Direction direction = Objective.Direction.VOCABULARY.parse(words[0]);
    if (words.length < 2) {
      throw new SpecException("names no figure; write " + words[0] + " and a formula");
    }
    return new Objective(direction, Formula.parse(words[1], scope));
  }

  private <T> List<T> items(String key, Function<String, T> parser) {
    List<T> items = new ArrayList<>();
    List<String> texts = top.texts(key);
    if (texts.size() > MOST) {
      throw top.problem(key, "has " + texts.size() + " items; allowed: at most " + MOST);
    }
    for (String text : texts) {
      items.add(top.parse(key + "[" + items.size() + "]", text, parser));
    }
    return items;
  }

  private boolean isFidelityFile() {
    return top.has("fidelity") && !top.isSection("fidelity") && !top.isList("fidelity");
  }

  private Map<String, Double> fidelity() {
    Map<String, Double> losses = new LinkedHashMap<>();
    if (top.has("fidelity") && !isFidelityFile()) {
      Section section = open("fidelity");
      for (String word : section.keys()) {
        losses.put(word, section.number(word, "a loss of at least 0", value -> value >= 0));
      }
    }
    return losses;
  }

  private Formula formula(Section section, String key, Function<String, String> cut) {
    return section.value(key, "a formula", text -> Formula.parse(cut.apply(text), scope));
  }

  private Section open(String key) {
    return top.optionalOpenSection(key)
        .orElseThrow(() -> top.problem(key, "missing; write a mapping of keys"));
  }

  private void requireSome(String key, int count) {
    if (count < 1 || count > MOST) {
      throw top.problem(key, "has " + count + " items; allowed: 1 to " + MOST);
    }
  }
}
