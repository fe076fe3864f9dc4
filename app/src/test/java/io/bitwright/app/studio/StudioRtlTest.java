package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.app.hardware.DesignFiles;
import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.Language;
import io.bitwright.codegen.OutputFolder;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The RTL that the studio gives is that of {@code generate}. */
class StudioRtlTest {
  private static Studio studio;
  private static StudioClient client;

  @BeforeAll
  static void open() {
    studio = TestStudio.start();
    client = new StudioClient(studio.address());
  }

  @AfterAll
  static void close() {
    client.close();
    studio.close();
  }

  private static String yaml(String accelerator) {
    return new String(AcceleratorLibrary.yaml(accelerator), StandardCharsets.UTF_8);
  }

  private static Map<String, String> files(byte[] archive) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(entry.getTimeLocal()).hasToString("1980-01-01T00:00");
      }
    }
    return files;
  }

  @Test
  void archiveHoldsWhatTheCommandWrites() throws IOException {
    StudioClient.Reply reply = client.post("api/rtl", Map.of("description", yaml("edge-int8-8x8")));

    assertThat(reply.headers())
        .containsEntry("content-type", "application/zip")
        .containsEntry("content-disposition", "attachment; filename=\"edge-int8-8x8.zip\"");
    GeneratedDesign design =
        DesignFiles.complete(
            new RtlGenerator().generate(AcceleratorLibrary.get("edge-int8-8x8")),
            Language.SYSTEMVERILOG);
    Map<String, String> expected = new LinkedHashMap<>();
    for (GeneratedFile file : design.files()) {
      expected.put("edge-int8-8x8/" + file.path(), file.text());
    }
    expected.put("edge-int8-8x8/" + OutputFolder.MANIFEST, OutputFolder.manifest(design));
    Map<String, String> files = files(reply.body());
    assertThat(files).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(List.copyOf(files.keySet())).isSorted();
  }

  @Test
  void archiveHasTheSameBytesEachTime() {
    Map<String, Object> request =
        Map.of("unit", "requantizer", "settings", Map.of("lanes", "4", "output", "int4"));

    byte[] first = client.post("api/rtl", request).body();

    assertThat(client.post("api/rtl", request).body()).isEqualTo(first);
    assertThat(new String(first, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
  }

  @Test
  void editsReachTheRtl() throws IOException {
    String edited = yaml("edge-int8-8x8").replace("rows: 8", "rows: 16");

    Map<String, String> files = files(client.post("api/rtl", Map.of("description", edited)).body());

    assertThat(files.get("edge-int8-8x8/rtl/weight_stationary_array.sv"))
        .containsPattern("parameter  int Rows += 16,");
  }

  @Test
  void namesOfFilesAndModulesAgree() throws IOException {
    Map<String, String> files =
        files(
            client
                .post("api/rtl", Map.of("unit", "adder_tree_array", "settings", Map.of("rows", 4)))
                .body());

    files.forEach((name, text) -> {
      if (name.contains("/rtl/")) {
        String module = name.replaceAll(".*/(\\w+)\\.sv", "$1");
        assertThat(text).as(name).contains("module " + module + " ", "endmodule : " + module);
      }
    });
  }

  @Test
  void whatCannotBeGeneratedIsRefused() {
    assertThat(client.post("api/rtl", Map.of("description", yaml("tpu-v4"))).message())
        .contains("tpu-v4: this description is of a machine that is only estimated");
    assertThat(client.post("api/rtl", Map.of("unit", "requantiser")).message())
        .contains("requantizer");
    assertThat(
            client
                .post("api/rtl", Map.of("unit", "requantizer", "settings", Map.of("lanes", 900)))
                .message())
        .isEqualTo("lanes: 900 is out of range; allowed: 1 to 64");
    StudioClient.Reply unknown = client.post("api/rtl", Map.of("description", "name: x\nclok: 3"));
    assertThat(unknown.json().at("/error/line").asInt()).isEqualTo(2);
    assertThat(client.post("api/rtl", Map.of()).message())
        .isEqualTo("give a unit or a description");
  }
}
