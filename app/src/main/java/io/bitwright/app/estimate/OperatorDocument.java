package io.bitwright.app.estimate;

import io.bitwright.simulator.estimate.CacheMemory;
import io.bitwright.simulator.workload.AdaptedLayer;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.quantity.Quantities;
import io.bitwright.spec.workload.AttentionKernel;
import io.bitwright.spec.workload.AttentionSpec;
import io.bitwright.spec.workload.LoraSpec;
import io.bitwright.spec.workload.LoraTarget;
import io.bitwright.spec.workload.SidePathSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How attention and linear layers run, in the document of {@code estimate --json}.
 *
 * @param attention how attention runs
 * @param lora adapters; empty without any
 * @param outlierShare share of the columns that also run in 16 bits; empty without any
 */
record OperatorDocument(Kernel attention, Optional<Lora> lora, Optional<Double> outlierShare) {

  /**
   * How attention runs.
   *
   * @param kvPage tokens of a page; empty without pages
   * @param emptyKvBytes bytes of places in pages that hold no token, part of the KV cache
   * @param blockTableBytes bytes that say where pages lie, part of the KV cache
   */
  record Kernel(
      String kernel,
      Optional<Integer> kvPage,
      double emptyKvBytes,
      double blockTableBytes,
      int prefixTokens) {}

  /**
   * Adapters.
   *
   * @param parameters of all of them, part of the weights in memory
   */
  record Lora(int rank, List<String> targets, long parameters) {}

  /** Of a request for a model; empty for a product. */
  static Optional<OperatorDocument> of(EstimateRequest request) {
    return request.subject() instanceof EstimateRequest.ModelSubject of
        ? Optional.of(of(request, of.model()))
        : Optional.empty();
  }

  private static OperatorDocument of(EstimateRequest request, ModelConfig model) {
    AttentionSpec attention = request.workload().attention();
    SidePathSpec sidePaths = request.workload().sidePaths();
    Optional<CacheMemory> cache = cache(request);
    return new OperatorDocument(
        new Kernel(
            attention.kernel().label(),
            attention.kvPage().stream().boxed().findFirst(),
            cache.map(CacheMemory::emptyPlaces).orElse(0.0),
            cache.map(CacheMemory::blockTables).orElse(0.0),
            attention.prefixTokens()),
        sidePaths
            .lora()
            .map(lora ->
                new Lora(
                    lora.rank(),
                    lora.targets().stream().map(LoraTarget::label).toList(),
                    AdaptedLayer.parameters(model, lora))),
        sidePaths.outlierShare().stream().boxed().findFirst());
  }

  /** The cache of a request, where it has pages. */
  private static Optional<CacheMemory> cache(EstimateRequest request) {
    return request.subject() instanceof EstimateRequest.ModelSubject of
            && request.workload().attention().kvPage().isPresent()
        ? Optional.of(CacheMemory.of(request.accelerator(), of.model(), request.workload()))
        : Optional.empty();
  }

  /** Follows the bytes of the KV cache: what pages leave empty; empty without pages. */
  static String pages(EstimateRequest request) {
    return cache(request)
        .map(cache ->
            ", of it %s empty in pages of %s and %s block tables"
                .formatted(
                    Quantities.formatBytes(cache.emptyPlaces()),
                    tokens(request.workload().attention().kvPage().orElseThrow()),
                    Quantities.formatBytes(cache.blockTables())))
        .orElse("");
  }

  /** Follows the bytes of the weights: what of them adapters are; empty without any. */
  static String adapters(EstimateRequest request) {
    Optional<LoraSpec> lora = request.workload().sidePaths().lora();
    if (lora.isEmpty() || !(request.subject() instanceof EstimateRequest.ModelSubject of)) {
      return "";
    }
    String parameters = Quantities.formatWhole(AdaptedLayer.parameters(of.model(), lora.get()));
    return ", with " + parameters + " parameters of adapters";
  }

  /** What of a workload is not the default, for its title, each behind a comma. */
  static String title(WorkloadSpec workload) {
    List<String> parts = new ArrayList<>();
    AttentionSpec attention = workload.attention();
    if (attention.kernel() != AttentionKernel.FUSED) {
      parts.add(attention.kernel().label() + " attention");
    }
    OptionalInt page = attention.kvPage();
    if (page.isPresent()) {
      parts.add("KV pages of " + tokens(page.getAsInt()));
    }
    if (attention.prefixTokens() > 0) {
      parts.add("prefix of " + tokens(attention.prefixTokens()));
    }
    workload
        .sidePaths()
        .lora()
        .ifPresent(lora -> {
          String targets =
              String.join("+", lora.targets().stream().map(LoraTarget::label).toList());
          parts.add("LoRA rank " + lora.rank() + " on " + targets);
        });
    OptionalDouble outliers = workload.sidePaths().outlierShare();
    if (outliers.isPresent()) {
      parts.add(Quantities.formatPercent(outliers.getAsDouble()) + " outliers");
    }
    return String.join("", parts.stream().map(part -> ", " + part).toList());
  }

  private static String tokens(int count) {
    return Quantities.formatWhole(count) + (count == 1 ? " token" : " tokens");
  }
}
