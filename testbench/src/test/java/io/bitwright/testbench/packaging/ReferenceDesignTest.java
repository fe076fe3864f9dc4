package io.bitwright.testbench.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.OutputFolder;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.testbench.vectors.BenchVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Is what is committed in {@code rtl/} what the templates give? */
class ReferenceDesignTest {
  private static final Path RTL = Path.of("..", "rtl");

  @ParameterizedTest
  @MethodSource("designs")
  void committedDesignIsWhatTheTemplatesGive(AcceleratorSpec accelerator) throws IOException {
    GeneratedDesign design = BenchVectors.addTo(new RtlGenerator().generate(accelerator));
    Map<String, String> expected = new TreeMap<>();
    design.files().forEach(file -> expected.put(file.path(), file.text()));
    expected.put(OutputFolder.MANIFEST, OutputFolder.manifest(design));

    assertThat(committed(RTL.resolve(accelerator.name())))
        .as(
            "rtl/%1$s is out of date; run ./bitwright generate --accelerator %1$s --out rtl/%1$s",
            accelerator.name())
        .isEqualTo(expected);
  }

  /** The accelerators whose RTL is committed: all that ship and can be generated. */
  static Stream<AcceleratorSpec> designs() {
    return AcceleratorLibrary.names().stream()
        .map(AcceleratorLibrary::get)
        .filter(AcceleratorSpec::generable);
  }

  private static Map<String, String> committed(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
      }
    }
    return files;
  }
}
