package io.bitwright.app.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A JUnit XML report that keeps the schema beside the tests. */
public record JUnitXmlDocument(Document document) {

  /**
   * Parses and validates a report.
   *
   * @throws SAXException if it is no XML or does not keep the schema
   */
  public static JUnitXmlDocument of(String xml)
      throws SAXException, IOException, ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            Objects.requireNonNull(
                JUnitXmlDocument.class.getResource("/io/bitwright/app/report/junit-report.xsd")))
        .newValidator()
        .validate(new DOMSource(document));
    return new JUnitXmlDocument(document);
  }

  public Element root() {
    return document.getDocumentElement();
  }

  /** All elements of that name, in the order of the report. */
  public List<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
