package io.bitwright.simulator.estimate;

import io.bitwright.simulator.timing.chip.SharedCuts;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.MatrixUnitSpec;
import io.bitwright.spec.accelerator.VectorUnitSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * Very many machines, made ready one after the other. Those that differ in clock and memory alone
 * share how their products are cut, which takes most of the time of an estimate; no figure depends
 * on it. For one thread.
 */
public final class MachineVariants {
  /** Shapes of chips that are remembered, about 50 kB each. */
  private static final int MOST_SHAPES = 1 << 10;

  /** What cuts depend on. */
  private record Shape(MatrixUnitSpec matrixUnit, VectorUnitSpec vectorUnit, BufferSpec buffers) {}

  private final Map<Shape, SharedCuts> shapes = new HashMap<>();

  /**
   * A machine made ready.
   *
   * @throws io.bitwright.spec.SpecException as {@link Machine#of}
   */
  public Machine of(AcceleratorSpec accelerator) {
    Shape shape =
        new Shape(accelerator.matrixUnit(), accelerator.vectorUnit(), accelerator.buffers());
    SharedCuts cuts = shapes.get(shape);
    if (cuts == null) {
      cuts = SharedCuts.empty();
      if (shapes.size() >= MOST_SHAPES) {
        shapes.clear();
      }
      shapes.put(shape, cuts);
    }
    return Machine.of(accelerator, cuts);
  }
}
