package io.bitwright.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page that a command wrote: can everybody read it, and does it stay by itself? */
public final class PageCheck {
  /** Elements that fetch something, or that would send something. */
  private static final List<String> FETCHING =
      List.of(
          "link", "base", "iframe", "frame", "object", "embed", "img", "image", "picture", "video",
          "audio", "source", "track", "form", "use", "portal", "applet");

  private static final Pattern STYLE_FETCHES =
      Pattern.compile("url\\s*\\(|@import|@font-face|image-set\\s*\\(|expression\\s*\\(");

  private static final Pattern SCRIPT_TALKS =
      Pattern.compile(
          "fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|import\\s*\\(|Worker"
              + "|RTCPeerConnection|window\\.open|location|cookie|localStorage|https?:|eval\\s*\\("
              + "|new Function|innerHTML|document\\.write");

  private final String text;
  private final Document page;

  private PageCheck(String text) {
    this.text = text;
    try {
      page =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("no well-formed page", e);
    }
  }

  /** Parses a page, which must be well-formed XML, and checks all of it. */
  public static Document check(String text) {
    PageCheck check = new PageCheck(text);
    check.loadsNothing();
    check.policyForbidsTheRest();
    check.hasTitleAndHeadingsInOrder();
    check.picturesHaveNames();
    check.tablesHaveCaptionsAndHeaders();
    check.controlsHaveNames();
    check.everyIdStandsOnce();
    check.keyboardReachesWhatScrolls();
    PageColours.check(check.styles());
    return check.page;
  }

  private void loadsNothing() {
    for (Element element : all("*")) {
      assertThat(element.getTagName()).isNotIn(FETCHING);
      for (String attribute :
          List.of("src", "srcset", "xlink:href", "action", "background", "data")) {
        assertThat(element.hasAttribute(attribute)).as(attribute).isFalse();
      }
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
      }
      assertThat(STYLE_FETCHES.matcher(element.getAttribute("style")).find()).isFalse();
      if (element.hasAttribute("href")) {
        checkLink(element);
      }
    }
    assertThat(STYLE_FETCHES.matcher(styles()).find()).isFalse();
    for (Element script : scripts()) {
      assertThat(SCRIPT_TALKS.matcher(script.getTextContent()).results().map(r -> r.group()))
          .isEmpty();
    }
  }

  /** A place in the page, or a plain link to a source. */
  private void checkLink(Element link) {
    assertThat(link.getTagName()).isEqualTo("a");
    assertThat(link.getTextContent()).isNotBlank();
    String target = link.getAttribute("href");
    if (target.startsWith("#")) {
      assertThat(ids()).contains(target.substring(1));
    } else {
      assertThat(target).startsWith("https://");
    }
  }

  private void policyForbidsTheRest() {
    List<String> policies =
        all("meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .map(meta -> meta.getAttribute("content"))
            .toList();
    assertThat(policies).hasSize(1);
    String script =
        scripts().isEmpty() ? "" : " script-src '" + PageScript.INSTANCE.digest() + "';";
    assertThat(policies.getFirst())
        .isEqualTo(
            "default-src 'none'; style-src 'unsafe-inline';"
                + script
                + " base-uri 'none'; form-action 'none'");
    assertThat(scripts()).hasSizeLessThanOrEqualTo(1);
    if (!scripts().isEmpty()) {
      assertThat(text).contains("<script>" + PageScript.INSTANCE.text() + "</script>");
    }
  }

  /** Scripts that run; data are none. */
  private List<Element> scripts() {
    return all("script").stream()
        .filter(script -> !script.getAttribute("type").equals("application/json"))
        .toList();
  }

  private void hasTitleAndHeadingsInOrder() {
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(text.strip()).startsWith("<!DOCTYPE html>");
    Element head = all("head").getFirst();
    assertThat(head.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    assertThat(all("main")).hasSize(1);
    int before = 0;
    for (Element element : all("*")) {
      if (element.getTagName().matches("h[1-6]")) {
        int level = element.getTagName().charAt(1) - '0';
        assertThat(element.getTextContent()).isNotBlank();
        assertThat(level).as(element.getTextContent()).isBetween(1, before + 1);
        assertThat(level == 1).isEqualTo(before == 0);
        before = level;
      }
    }
    assertThat(before).isPositive();
  }

  private void picturesHaveNames() {
    for (Element svg : all("svg")) {
      if (svg.getAttribute("aria-hidden").equals("true")) {
        continue;
      }
      assertThat(svg.getAttribute("role")).isIn("img", "group");
      boolean hasTitle =
          svg.getFirstChild() instanceof Element first && first.getTagName().equals("title");
      assertThat(hasTitle || !svg.getAttribute("aria-label").isBlank()).isTrue();
    }
  }

  private void tablesHaveCaptionsAndHeaders() {
    for (Element table : all("table")) {
      NodeList captions = table.getElementsByTagName("caption");
      assertThat(captions.getLength()).isEqualTo(1);
      assertThat(captions.item(0).getTextContent()).isNotBlank();
      assertThat(table.getElementsByTagName("th").getLength()).isPositive();
    }
    for (Element header : all("th")) {
      assertThat(header.getAttribute("scope")).isIn("row", "col");
      assertThat(header.getTextContent()).isNotBlank();
    }
  }

  private void controlsHaveNames() {
    List<String> labelled =
        all("label").stream()
            .filter(label -> !label.getTextContent().isBlank())
            .map(label -> label.getAttribute("for"))
            .toList();
    for (String tag : List.of("input", "select", "textarea")) {
      assertThat(all(tag)).allMatch(control -> labelled.contains(control.getAttribute("id")));
    }
    assertThat(all("button")).allMatch(button -> !button.getTextContent().isBlank());
    for (Element fieldset : all("fieldset")) {
      assertThat(fieldset.getElementsByTagName("legend").getLength()).isEqualTo(1);
    }
  }

  private void everyIdStandsOnce() {
    assertThat(ids()).doesNotHaveDuplicates().doesNotContain("");
    Set<String> known = new TreeSet<>(ids());
    for (String reference :
        List.of("for", "aria-labelledby", "aria-describedby", "aria-controls")) {
      all("*").stream()
          .filter(element -> element.hasAttribute(reference))
          .forEach(element -> assertThat(known).contains(element.getAttribute(reference)));
    }
  }

  private void keyboardReachesWhatScrolls() {
    for (Element division : all("div")) {
      if (List.of(division.getAttribute("class").split(" ")).contains("wide")) {
        assertThat(division.getAttribute("tabindex")).isEqualTo("0");
        assertThat(division.getAttribute("role")).isEqualTo("region");
        assertThat(division.getAttribute("aria-label")).isNotBlank();
      }
    }
    assertThat(all("*"))
        .allMatch(element -> List.of("", "0", "-1").contains(element.getAttribute("tabindex")));
    assertThat(styles()).contains(":focus-visible { outline: 3px solid");
    assertThat(Pattern.compile("outline:\\s*(none|0)").matcher(styles()).find()).isFalse();
  }

  private String styles() {
    return String.join("\n", all("style").stream().map(Element::getTextContent).toList());
  }

  private List<String> ids() {
    return all("*").stream()
        .filter(element -> element.hasAttribute("id"))
        .map(element -> element.getAttribute("id"))
        .toList();
  }

  private List<Element> all(String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
