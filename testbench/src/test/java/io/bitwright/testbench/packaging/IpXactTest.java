package io.bitwright.testbench.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.tool.ExternalTool;
import io.bitwright.testbench.tool.RequiresTools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Does the IP-XACT component say what the RTL is? */
class IpXactTest {
  private static final String NAMESPACE = "http://www.accellera.org/XMLSchema/IPXACT/1685-2014";
  private static final Pattern RTL_PORT =
      Pattern.compile(
          "^  (input|output) (?:wire )?(?:\\[(\\d+):0\\] )?(\\w+);$", Pattern.MULTILINE);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Unit.class)
  @RequiresTools(ExternalTool.YOSYS)
  void everyPortOfTheModuleIsThereWithItsWidth(Unit unit) throws Exception {
    GeneratedDesign design = DesignFolder.small(unit);

    Map<String, String> described = new TreeMap<>();
    for (Element port : all(component(design), "port")) {
      String left = text(port, "left").isEmpty() ? "0" : text(port, "left");
      described.put(text(port, "name"), text(port, "direction") + " " + left);
    }

    assertThat(described).isEqualTo(portsOfRtl(design));
  }

  /** The ports as Yosys reads them: direction, and the highest bit. */
  private Map<String, String> portsOfRtl(GeneratedDesign design) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ExternalTool.YOSYS.get().toString(), "-q", "-p"));
    List<String> rtl = design.rtlFiles().stream().map(GeneratedFile::path).toList();
    command.add(
        "read_verilog -sv %1$s; hierarchy -top %2$s; proc; select %2$s; write_verilog -selected p.v"
            .formatted(String.join(" ", rtl), design.topModule()));
    new DesignFolder(folder).write(design).run(command).orThrow("reading " + design.topModule());
    Map<String, String> ports = new TreeMap<>();
    RTL_PORT
        .matcher(Files.readString(folder.resolve("p.v")))
        .results()
        .forEach(port -> {
          String direction = port.group(1).equals("input") ? "in " : "out ";
          ports.put(port.group(3), direction + (port.group(2) == null ? "0" : port.group(2)));
        });
    return ports;
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void everyStreamIsABusWithAllItsSignals(Unit unit) throws Exception {
    GeneratedDesign design = DesignFolder.small(unit);
    List<Element> buses = all(component(design), "busInterface");
    List<StreamPort> streams = design.unitInterface().streams();
    assertThat(buses).hasSameSizeAs(streams);

    for (int i = 0; i < buses.size(); i++) {
      StreamPort stream = streams.get(i);
      Map<String, String> mapped = new TreeMap<>();
      int bits = 0;
      for (Element map : all(buses.get(i), "portMap")) {
        Element physical = all(map, "physicalPort").getFirst();
        Element logical = all(map, "logicalPort").getFirst();
        mapped.put(text(physical, "name"), text(logical, "name"));
        if (!text(logical, "left").isEmpty()) {
          bits +=
              Integer.parseInt(text(logical, "left"))
                  - Integer.parseInt(text(logical, "right"))
                  + 1;
        }
      }
      Map<String, String> expected = new TreeMap<>();
      expected.put(stream.validSignal(), "TVALID");
      expected.put(stream.readySignal(), "TREADY");
      stream.fields().forEach(field -> expected.put(field.signal(), "TUSER"));
      expected.put(stream.fields().getFirst().signal(), "TDATA");
      assertThat(mapped).isEqualTo(expected);
      assertThat(bits).isEqualTo(stream.beatBits());
    }
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void filesAndSettingsAreThoseOfTheDesign(Unit unit) throws Exception {
    GeneratedDesign design = DesignFolder.small(unit);
    Element component = component(design);
    for (Element file : all(component, "file")) {
      assertThat(design.file(text(file, "name")).text()).isNotEmpty();
    }
    assertThat(
            all(component, "parameter").stream().map(parameter -> text(parameter, "name")).toList())
        .containsExactlyElementsOf(design.spec().settings().keySet());
    assertThat(text(component, "vendor")).isEqualTo("bitwright.io");
    assertThat(text(component, "moduleName")).isEqualTo(design.topModule());
  }

  private static Element component(GeneratedDesign design) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String text = design.file(design.topModule() + ".ipxact.xml").text();
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return document.getDocumentElement();
  }

  private static List<Element> all(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagNameNS(NAMESPACE, name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The text of the first such element below, or nothing. */
  private static String text(Element parent, String name) {
    List<Element> found = all(parent, name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent();
  }
}
