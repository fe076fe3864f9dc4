package io.bitwright.testbench.cosim;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A co-simulation report as JUnit XML, which CI systems show as tests. */
public final class JUnitXmlReport {
  private JUnitXmlReport() {}

  /** Writes the report to a file, whole or not at all. */
  public static void write(CosimReport report, Path file) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.writeString(unfinished, text(report));
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The report as text. */
  public static String text(CosimReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "cosim");
      xml.writeAttribute("tests", String.valueOf(report.cases()));
      long failures = report.results().stream().filter(result -> !result.agrees()).count();
      xml.writeAttribute("failures", String.valueOf(failures));
      xml.writeAttribute("errors", "0");
      int number = 0;
      for (CosimResult result : report.results()) {
        number++;
        xml.writeCharacters("\n  ");
        write(result, number, xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return text.append('\n').toString();
  }

  private static void write(CosimResult result, int number, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.unit().title());
    xml.writeAttribute("name", number + ": " + result.title());
    if (!result.agrees()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", result.disagreement());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
