package io.bitwright.app.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Checks as JUnit XML, in the form that Ant began and Jenkins, GitLab and the actions of GitHub
 * read.
 *
 * <p>There is no standard. What is written is what all of them take: {@code testsuites}, {@code
 * testsuite} and {@code testcase} with their counts. Readers want a {@code time}, and some take a
 * report without it for a broken one; it is 0 everywhere, so that the same results are the same
 * bytes. Time stamp and host name are left out for the same reason.
 */
public final class JUnitXml {
  private static final String NO_TIME = "0";

  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The report, in lines, UTF-8.
   *
   * @param name of all suites together
   */
  public static String text(String name, List<TestSuite> suites) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JUnitXml(xml).write(name, suites);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return text.append('\n').toString();
  }

  private void write(String name, List<TestSuite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute("name", name);
    counts(
        sum(suites, suite -> suite.checks().size()),
        sum(suites, TestSuite::failures),
        sum(suites, TestSuite::skipped));
    for (TestSuite suite : suites) {
      write(suite);
    }
    end("\n");
    xml.writeEndDocument();
  }

  private static int sum(List<TestSuite> suites, ToIntFunction<TestSuite> count) {
    return suites.stream().mapToInt(count).sum();
  }

  private void write(TestSuite suite) throws XMLStreamException {
    start("\n  ", "testsuite");
    attribute("name", suite.name());
    counts(suite.checks().size(), suite.failures(), suite.skipped());
    if (!suite.properties().isEmpty()) {
      start("\n    ", "properties");
      for (Map.Entry<String, String> property : suite.properties().entrySet()) {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        attribute("name", property.getKey());
        attribute("value", property.getValue());
      }
      end("\n    ");
    }
    for (TestSuite.Check check : suite.checks()) {
      write(check);
    }
    end("\n  ");
  }

  private void write(TestSuite.Check check) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    if (check.outcome() instanceof TestSuite.Passed) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    attribute("classname", check.group());
    attribute("name", check.name());
    attribute("time", NO_TIME);
    switch (check.outcome()) {
      case TestSuite.Passed() -> {}
      case TestSuite.Skipped(String reason) -> {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("skipped");
        attribute("message", reason);
        end("\n    ");
      }
      case TestSuite.Failed failed -> {
        start("\n      ", "failure");
        attribute("type", failed.kind());
        attribute("message", failed.message());
        xml.writeCharacters(holdable(failed.detail()));
        xml.writeEndElement();
        end("\n    ");
      }
    }
  }

  private void counts(int tests, int failures, int skipped) throws XMLStreamException {
    attribute("tests", String.valueOf(tests));
    attribute("failures", String.valueOf(failures));
    attribute("errors", "0");
    attribute("skipped", String.valueOf(skipped));
    attribute("time", NO_TIME);
  }

  private void start(String indent, String element) throws XMLStreamException {
    xml.writeCharacters(indent);
    xml.writeStartElement(element);
  }

  private void end(String indent) throws XMLStreamException {
    xml.writeCharacters(indent);
    xml.writeEndElement();
  }

  /** Line ends become blanks, as any reader of XML makes of them. */
  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, holdable(value).replaceAll("[\\r\\n\\t]", " "));
  }

  /**
   * The text with the characters that XML 1.0 (section 2.2) cannot hold, even escaped, written as
   * {@code \}{@code u0007}.
   */
  private static String holdable(String text) {
    StringBuilder held = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (isHoldable(point)) {
            held.appendCodePoint(point);
          } else {
            held.append("\\u%04x".formatted(point));
          }
        });
    return held.toString();
  }

  private static boolean isHoldable(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= ' ' && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xFFFE)
        || point > 0xFFFF;
  }
}
