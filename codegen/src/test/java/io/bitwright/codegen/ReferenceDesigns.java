package io.bitwright.codegen;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import java.util.stream.Stream;

/** The accelerators whose RTL is committed in {@code rtl/}: all that ship and can be generated. */
final class ReferenceDesigns {
  private ReferenceDesigns() {}

  static Stream<AcceleratorSpec> all() {
    return AcceleratorLibrary.names().stream()
        .map(AcceleratorLibrary::get)
        .filter(AcceleratorSpec::generable);
  }
}
