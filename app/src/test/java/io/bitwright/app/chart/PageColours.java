package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contrast of texts with what they stand on, in both colour schemes: WCAG 2.2, success criterion
 * 1.4.3, and 1.4.11 for marks.
 */
final class PageColours {
  private static final double TEXT = 4.5;
  private static final double MARKS = 3;
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
  private static final Pattern PROPERTY = Pattern.compile("--([a-z]+[0-9]*):\\s*#([0-9a-f]+);");
  private static final Pattern DARK =
      Pattern.compile(
          "@media[^{]*prefers-color-scheme: dark[^{]*\\{((?:[^{}]*\\{[^{}]*\\})*\\s*)\\}");

  private static final Pattern USED =
      Pattern.compile("(?<![-a-z])(color|fill):\\s*var\\(--([a-z]+[0-9]*)\\)");

  private PageColours() {}

  /** Checks all colours of texts of a page's styles. */
  static void check(String styles) {
    StringBuilder dark = new StringBuilder();
    Matcher schemes = DARK.matcher(styles);
    while (schemes.find()) {
      dark.append(schemes.group(1));
    }
    String light = DARK.matcher(styles).replaceAll("");
    assertThat(dark).isNotEmpty();
    Set<String> texts = texts(light);
    assertThat(texts).contains("text", "soft");
    for (String scope : List.of(":root", "svg.picture")) {
      Map<String, Integer> lightColours = colours(light, scope);
      if (!lightColours.isEmpty()) {
        Map<String, Integer> darkColours = colours(dark.toString(), scope);
        assertThat(darkColours.keySet()).isEqualTo(lightColours.keySet());
        checkScheme(scope + " light", lightColours, texts);
        checkScheme(scope + " dark", darkColours, texts);
      }
    }
  }

  private static void checkScheme(String name, Map<String, Integer> colours, Set<String> texts) {
    for (String ground : List.of("ground", "panel")) {
      texts.stream()
          .filter(colours::containsKey)
          .forEach(text -> assertContrast(name, colours, text, ground, TEXT));
    }
    // What stands in the bars of a pipeline.
    colours.keySet().stream()
        .filter(colour -> colour.matches("(forward|backward)[0-9]"))
        .forEach(bar -> assertContrast(name, colours, "text", bar, TEXT));
    colours.keySet().stream()
        .filter(colour -> colour.matches("series[0-9]|compute|memory|vector|latency|bar"))
        .forEach(mark -> assertContrast(name, colours, mark, "ground", MARKS));
  }

  private static void assertContrast(
      String scheme, Map<String, Integer> colours, String above, String below, double least) {
    assertThat(contrast(colour(colours, above), colour(colours, below)))
        .as("%s: %s on %s", scheme, above, below)
        .isGreaterThanOrEqualTo(least);
  }

  private static int colour(Map<String, Integer> colours, String name) {
    assertThat(colours).containsKey(name);
    return colours.getOrDefault(name, 0);
  }

  /** Names of the properties that colour texts. */
  private static Set<String> texts(String styles) {
    Set<String> texts = new TreeSet<>();
    rules(styles)
        .forEach((selector, body) -> {
          Matcher used = USED.matcher(body);
          while (used.find()) {
            if (used.group(1).equals("color") || selector.contains("text")) {
              texts.add(used.group(2));
            }
          }
        });
    return texts;
  }

  private static Map<String, Integer> colours(String styles, String scope) {
    Map<String, Integer> colours = new TreeMap<>();
    Predicate<String> isScope = selector -> selector.strip().endsWith(scope);
    rules(styles)
        .forEach((selector, body) -> {
          if (isScope.test(selector)) {
            Matcher property = PROPERTY.matcher(body);
            while (property.find()) {
              colours.put(property.group(1), rgb(property.group(2)));
            }
          }
        });
    return colours;
  }

  private static Map<String, String> rules(String styles) {
    Map<String, String> rules = new LinkedHashMap<>();
    Matcher rule = RULE.matcher(styles);
    while (rule.find()) {
      rules.merge(rule.group(1).strip(), rule.group(2), (one, other) -> one + ";" + other);
    }
    return rules;
  }

  private static int rgb(String digits) {
    String six = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
    assertThat(six).hasSize(6);
    return Integer.parseInt(six, 16);
  }

  /** WCAG 2.2, definition of contrast ratio. */
  static double contrast(int one, int other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  /** WCAG 2.2, definition of relative luminance. */
  private static double luminance(int rgb) {
    return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
  }

  private static double channel(int value) {
    double share = (value & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
