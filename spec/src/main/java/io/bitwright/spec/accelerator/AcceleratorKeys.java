package io.bitwright.spec.accelerator;

import java.util.List;

/** The keys of an accelerator description, as the reader allows and the schema describes them. */
final class AcceleratorKeys {
  static final List<String> TOP =
      List.of(
          "name",
          "description",
          "source",
          "technology",
          "clock",
          "matrix-unit",
          "vector-unit",
          "buffers",
          "memory",
          "power",
          "energy",
          "gpu",
          "generable");
  static final List<String> MATRIX_UNIT =
      List.of(
          "kind",
          "count",
          "rows",
          "columns",
          "operands",
          "accumulator-rows",
          "longest-sum",
          "accumulator-width",
          "exchangeable",
          "sustained");
  static final List<String> OPERANDS = List.of("weights", "activations", "rate");
  static final List<String> VECTOR_UNIT = List.of("lanes");
  static final List<String> BUFFERS = List.of("weights", "activations", "results");
  static final List<String> MEMORY = List.of("kind", "capacity", "bandwidth", "latency", "dram");
  static final List<String> POWER = List.of("idle", "leakage", "limit");
  static final List<String> ENERGY = List.of("tables", "node", "scaling");
  static final List<String> GPU =
      List.of("tiles", "overlap", "power-limit", "cache", "memory", "overheads", "kernels");
  static final List<String> GPU_POWER_LIMIT = List.of("burst", "sustained", "time-constant");
  static final List<String> GPU_CACHE = List.of("capacity", "bandwidth", "feed", "dirty");
  static final List<String> GPU_MEMORY = List.of("efficiency", "ramp", "ramp-scale");
  static final List<String> GPU_OVERHEADS =
      List.of("launch", "gap", "prologue", "epilogue", "split", "batched", "sharded-layer");
  static final List<String> GPU_KERNELS = List.of("elementwise", "attention", "exponentials");

  private AcceleratorKeys() {}
}
