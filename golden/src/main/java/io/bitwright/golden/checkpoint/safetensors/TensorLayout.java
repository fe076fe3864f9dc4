package io.bitwright.golden.checkpoint.safetensors;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rule that tensors cover the data of their file without overlap, hole or rest. */
final class TensorLayout {
  private TensorLayout() {}

  /**
   * @throws SpecException naming the tensors that overlap or leave a hole
   */
  static void check(String file, Collection<TensorInfo> tensors, long dataBytes) {
    List<TensorInfo> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    long covered = 0;
    String previous = "the header";
    for (TensorInfo tensor : sorted) {
      if (tensor.begin() != covered) {
        throw new SpecException(
            "%s: tensor '%s' begins at byte %d of the data, but %s ends at byte %d: %s"
                .formatted(
                    file,
                    tensor.name(),
                    tensor.begin(),
                    previous,
                    covered,
                    tensor.begin() < covered ? "they overlap" : "a hole is between them"));
      }
      covered = tensor.end();
      previous = "tensor '" + tensor.name() + "'";
    }
    if (covered != dataBytes) {
      throw new SpecException(
          "%s: %s ends at byte %d of the data, but the file has %d of them: the rest is unused"
              .formatted(file, previous, covered, dataBytes));
    }
  }
}
