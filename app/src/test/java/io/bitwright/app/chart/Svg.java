package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A picture, read back. */
final class Svg {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");
  private static final Pattern PLACE = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

  private final Element root;
  private final double width;
  private final double height;

  /** Parses a picture, which must be well-formed. */
  Svg(String text) {
    try {
      root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)))
              .getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("no well-formed picture", e);
    }
    List<Double> box = numbers(root.getAttribute("viewBox"));
    width = box.get(2);
    height = box.get(3);
  }

  Element root() {
    return root;
  }

  List<Element> all(String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** Elements of a class, alone or among others. */
  List<Element> all(String tag, String kind) {
    return all(tag).stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ")).contains(kind))
        .toList();
  }

  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }

  /** Directed lines in paths of a class. */
  int lines(String kind) {
    return all("path", kind).stream()
        .mapToInt(path -> path.getAttribute("d").split("M").length - 1)
        .sum();
  }

  /** Nothing is drawn or written outside, nothing comes from elsewhere, and it has a name. */
  void check() {
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-label")).isNotEmpty();
    for (String tag : List.of("script", "image", "use", "foreignObject", "a")) {
      assertThat(all(tag)).isEmpty();
    }
    assertThat(all("style").getFirst().getTextContent())
        .contains("prefers-color-scheme: dark")
        .doesNotContain("url(", "@import");
    all("circle").forEach(circle -> checkPlace(number(circle, "cx"), number(circle, "cy")));
    for (Element rect : all("rect")) {
      checkPlace(number(rect, "x"), number(rect, "y"));
      checkPlace(
          number(rect, "x") + number(rect, "width"), number(rect, "y") + number(rect, "height"));
    }
    for (Element line : all("line")) {
      checkPlace(number(line, "x1"), number(line, "y1"));
      checkPlace(number(line, "x2"), number(line, "y2"));
    }
    for (Element path : all("path")) {
      PLACE
          .matcher(path.getAttribute("d"))
          .results()
          .forEach(
              at -> checkPlace(Double.parseDouble(at.group(1)), Double.parseDouble(at.group(2))));
    }
    all("text").forEach(this::checkText);
  }

  private void checkText(Element text) {
    String anchor = text.getAttribute("text-anchor");
    PictureLabel label =
        new PictureLabel(
            number(text, "x"),
            number(text, "y"),
            anchor.isEmpty() ? PictureLabel.START : anchor,
            text.getTextContent());
    checkPlace(label.left(), label.y() - 10);
    checkPlace(label.left() + label.width(), label.y() + 3);
  }

  private void checkPlace(double x, double y) {
    assertThat(x).isBetween(0.0, width);
    assertThat(y).isBetween(0.0, height);
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Double> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(Double::valueOf).toList();
  }
}
