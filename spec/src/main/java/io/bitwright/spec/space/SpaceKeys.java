package io.bitwright.spec.space;

import java.util.List;

/** The keys of a design space. */
public final class SpaceKeys {
  static final List<String> TOP =
      List.of(
          "name",
          "description",
          "model",
          "accelerator",
          "pod",
          "part",
          "set",
          "workload",
          "plan",
          "variables",
          "figures",
          "constraints",
          "objectives",
          "fidelity");

  /** What is asked of the model, as the options of {@code estimate} name it. */
  public static final List<String> WORKLOAD =
      List.of(
          "phase",
          "batch",
          "sequence",
          "context",
          "new-tokens",
          "chunk",
          "beams",
          "attention",
          "kv-page",
          "prefix-tokens",
          "lora-rank",
          "lora-targets",
          "outliers",
          "weights",
          "activations");

  /** How a pod's chips share the work. */
  public static final List<String> PLAN =
      List.of("chips", "tensor", "pipeline", "data", "fsdp", "expert", "micro-batches");

  static final String WORKLOAD_PREFIX = "workload.";
  static final String PLAN_PREFIX = "plan.";

  private SpaceKeys() {}
}
