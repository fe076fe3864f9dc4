package io.bitwright.testbench.cosim;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.verilator.BuildCache;
import io.bitwright.testbench.verilator.BuildOptions;
import io.bitwright.testbench.verilator.RtlSource;
import io.bitwright.testbench.verilator.VerilatedLibrary;
import io.bitwright.testbench.verilator.VerilatorBuild;
import java.util.List;
import java.util.regex.Pattern;

/** Builds for all tests: finding the tools takes longer than finding a library. */
final class CosimBuild {
  static final VerilatorBuild VERILATOR = new VerilatorBuild(BuildCache.ofUser());

  private CosimBuild() {}

  static UnitUnderTest of(UnitModel unit) {
    return UnitUnderTest.build(unit, VERILATOR, BuildOptions.forTests());
  }

  static VerilatedLibrary library(UnitModel unit) {
    return VERILATOR.build(new RtlGenerator().generate(unit), BuildOptions.forTests());
  }

  /** The unit with a bug: a piece of its RTL, which must be there exactly once, replaced. */
  static UnitUnderTest withBug(UnitModel unit, String right, String wrong) {
    return withBug(unit, BuildOptions.forTests(), right, wrong);
  }

  static UnitUnderTest withBug(UnitModel unit, BuildOptions options, String right, String wrong) {
    GeneratedDesign design = new RtlGenerator().generate(unit);
    List<RtlSource> sources = design.rtlFiles().stream().map(RtlSource::of).toList();
    long places =
        sources.stream()
            .mapToLong(source -> source.text().split(quoted(right), -1).length - 1)
            .sum();
    if (places != 1) {
      throw new IllegalStateException("'" + right + "' stands " + places + " times in the RTL");
    }
    List<RtlSource> broken =
        sources.stream()
            .map(source -> new RtlSource(source.fileName(), source.text().replace(right, wrong)))
            .toList();
    return new UnitUnderTest(unit, VERILATOR.build(design.unitInterface(), broken, options));
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }
}
