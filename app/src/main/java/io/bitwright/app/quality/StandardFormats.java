package io.bitwright.app.quality;

import io.bitwright.golden.fidelity.ActivationFormat;
import io.bitwright.golden.fidelity.LayerFormat;
import io.bitwright.golden.fidelity.QuantisationMethod;
import io.bitwright.golden.format.storage.MatrixFormat;
import io.bitwright.golden.format.storage.OutlierColumnsFormat;
import java.util.List;
import java.util.stream.Stream;

/** The formats of the results table, and the ladder that searches go down. */
final class StandardFormats {
  /** Integers in groups of 64 with fp16 scales, bits falling. */
  static final List<String> LADDER =
      List.of(
          "int8/g64/fp16",
          "int6/g64/fp16",
          "int5/g64/fp16",
          "int4/g64/fp16",
          "int3/g64/fp16",
          "int2/g64/fp16");

  private static final List<String> WEIGHT_ONLY =
      List.of(
          "fp8-e4m3",
          "fp8-e5m2",
          "int8/row",
          "int6/g64/fp16",
          "int5/g64/fp16",
          "int4/g64/fp16",
          "int4-asymmetric/g64/fp16",
          "int3/g64/fp16",
          "int3-asymmetric/g64/fp16",
          "int2-asymmetric/g64/fp16",
          "nf4/g64/double-quantised-256",
          "nf2/g64/fp16",
          "bcq-4/g64/fp16",
          "bcq-3/g64/fp16",
          "bcq-2/g64/fp16",
          "bcq-1/g64/fp16",
          "ternary",
          "binary",
          "ternary-dictionary-16");

  private static final List<String> BY_GPTQ =
      List.of("int4/g64/fp16", "int3-asymmetric/g64/fp16", "int2-asymmetric/g64/fp16");

  private static final List<String> BY_LOFTQ = List.of("nf4/g64/fp16", "nf2/g64/fp16");

  private StandardFormats() {}

  /** All rows of a model's table, but for the first. */
  static List<LayerFormat> all() {
    return Stream.of(
            with(WEIGHT_ONLY, QuantisationMethod.NEAREST, ActivationFormat.BF16),
            with(BY_GPTQ, QuantisationMethod.GPTQ, ActivationFormat.BF16),
            with(BY_LOFTQ, QuantisationMethod.LOFTQ, ActivationFormat.BF16),
            with(
                List.of("int8", "ternary", "binary"),
                QuantisationMethod.NEAREST,
                ActivationFormat.INT8),
            with(List.of("int8"), QuantisationMethod.SMOOTHQUANT, ActivationFormat.INT8),
            List.of(
                new LayerFormat(
                    OutlierColumnsFormat.INT8, QuantisationMethod.LLM_INT8, ActivationFormat.INT8)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<LayerFormat> with(
      List<String> labels, QuantisationMethod method, ActivationFormat activations) {
    return labels.stream()
        .map(label -> new LayerFormat(MatrixFormat.parse(label), method, activations))
        .toList();
  }
}
