package io.bitwright.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accelerators that ship: those that say so are generated, the others refused. */
class ShippedAcceleratorsTest {

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyGenerableAcceleratorIsGenerated(String name) {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(name);
    if (!accelerator.generable()) {
      assertThatThrownBy(() -> new RtlGenerator().generate(accelerator))
          .isInstanceOf(SpecException.class)
          .hasMessageStartingWith(name + ": ");
      return;
    }
    GeneratedDesign design = new RtlGenerator().generate(accelerator);
    MatrixUnitSpec unit = accelerator.matrixUnit();

    assertThat(design.topModule()).isEqualTo(unit.kind().label());
    assertThat(design.file("rtl/" + unit.kind().label() + ".sv").text())
        .containsPattern("parameter +int Rows += " + unit.rows() + ",")
        .containsPattern("parameter +int Columns += " + unit.columns() + ",")
        .containsPattern("parameter +int AccumulatorRows += " + unit.accumulatorRows() + ",")
        .contains("./bitwright generate --accelerator " + name);
    assertThat(design.spec().clock()).isEqualTo(accelerator.clock());
  }
}
