package io.bitwright.testbench.packaging;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.Unit;
import io.bitwright.testbench.cosim.UnitCosims;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.vectors.BenchVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A design as users have it: its files in a folder, and programs run there. */
record DesignFolder(Path folder) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The small unit of a kind, recorded runs included. */
  static GeneratedDesign small(Unit unit) {
    return BenchVectors.addTo(new RtlGenerator().generate(UnitCosims.smallUnit(unit)));
  }

  DesignFolder write(GeneratedDesign design) throws IOException {
    for (GeneratedFile file : design.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    return this;
  }

  ToolRun run(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return ToolRun.of(all, folder, LIMIT);
  }
}
