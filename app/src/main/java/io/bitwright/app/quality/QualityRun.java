package io.bitwright.app.quality;

import io.bitwright.app.checkpoint.CheckpointChoice;
import io.bitwright.app.checkpoint.TokenText;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.golden.fidelity.BitBudgetSearch;
import io.bitwright.golden.fidelity.ComponentRanking;
import io.bitwright.golden.fidelity.DivergentTokens;
import io.bitwright.golden.fidelity.FormatAssignment;
import io.bitwright.golden.fidelity.LayerFormat;
import io.bitwright.golden.fidelity.LayerLosses;
import io.bitwright.golden.fidelity.LoweringRule;
import io.bitwright.golden.fidelity.SearchGuide;
import io.bitwright.golden.fidelity.SearchResult;
import io.bitwright.golden.transformer.KeyValueFormat;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is measured of each checkpoint.
 *
 * @param formats of all linear layers, a row each
 * @param keyValues how caches of formats, not of the trained model, keep keys and values
 * @param perComponent whether each layer is tried alone in the first format
 * @param budgets bits a weight that searches keep to
 * @param ladder formats that searches choose among, bits falling
 */
record QualityRun(
    List<LayerFormat> formats,
    KeyValueFormat keyValues,
    boolean perComponent,
    List<Double> budgets,
    List<LayerFormat> ladder) {

  /**
   * Measures checkpoints one after another.
   *
   * @throws SpecException if a text is too short, a format is not for a model, or there is nothing
   *     to search
   */
  QualityReport of(
      List<CheckpointChoice> choices,
      FidelityScopeOptions options,
      Machine machine,
      Console console) {
    List<ModelConfig> configs =
        choices.stream().map(choice -> choice.checkpoint().config()).toList();
    if (!budgets.isEmpty() && configs.stream().noneMatch(QualityRun::isSearched)) {
      throw new SpecException(
          "--search: %s was trained with %s weights, which those bits hold; give a model with floating-point ones"
              .formatted(configs.getFirst().name(), configs.getFirst().nativeWeights()));
    }
    byte[] text = options.textBytes();
    List<ModelFidelity> models = new ArrayList<>();
    FidelityScope scope =
        options.scope(configs.stream().mapToInt(ModelConfig::maximumPositions).min().orElseThrow());
    for (CheckpointChoice choice : choices) {
      int[] tokens = TokenText.of(choice).encode(text);
      FidelityBench bench =
          new FidelityBench(choice.checkpoint(), tokens, scope, keyValues, machine);
      models.add(measured(bench, console));
    }
    return new QualityReport(
        options.textName(),
        scope,
        machine.accelerator().name(),
        ladder.stream().map(format -> format.weights().label()).toList(),
        models);
  }

  private ModelFidelity measured(FidelityBench bench, Console console) {
    return new ModelFidelity(
        bench.config().name(),
        rows(bench, console),
        components(bench, console),
        searches(bench, console));
  }

  private List<FidelityFigures> rows(FidelityBench bench, Console console) {
    List<FidelityFigures> rows = new ArrayList<>();
    try (ProgressBar bar =
        new ProgressBar(console, "measuring " + bench.config().name(), formats.size() + 1L)) {
      rows.add(bench.asTrained());
      bar.step();
      for (LayerFormat format : formats) {
        rows.add(bench.of(format));
        bar.step();
      }
    }
    return rows;
  }

  private List<ComponentFigures> components(FidelityBench bench, Console console) {
    if (!perComponent) {
      return List.of();
    }
    try (ProgressBar bar =
        new ProgressBar(console, "trying layers", bench.models().layers().size())) {
      return ComponentRanking.of(
              bench.models(),
              FormatAssignment.asTrained(),
              formats.getFirst(),
              bench.texts(),
              bar::step)
          .stream()
          .map(ComponentFigures::of)
          .toList();
    }
  }

  /** A model that was trained in few bits already is stored in these without a loss. */
  private static boolean isSearched(ModelConfig model) {
    return model.nativeWeights().kind() == NumberFormat.Kind.FLOATING_POINT;
  }

  private List<SearchedFormats> searches(FidelityBench bench, Console console) {
    if (budgets.isEmpty() || !isSearched(bench.config())) {
      return List.of();
    }
    FidelityScope scope = bench.scope();
    int[] guiding = bench.guiding();
    SearchGuide byTexts =
        SearchGuide.firstDivergentToken(
            DivergentTokens.of(
                bench.models().reference(),
                DivergentTokens.prompts(guiding, scope.prompts(), scope.promptTokens()),
                scope.newTokens()));
    SearchGuide byPerplexity =
        SearchGuide.perplexity(scope.guidingWindowsOf(guiding), scope.window());
    BitBudgetSearch search = new BitBudgetSearch(bench.models(), ladder);
    LayerLosses divergence = measured(search, byTexts, console);
    LayerLosses nats = measured(search, byPerplexity, console);
    return budgets.stream()
        .map(budget -> searched(bench, search, divergence, nats, budget))
        .toList();
  }

  private static LayerLosses measured(BitBudgetSearch search, SearchGuide guide, Console console) {
    String task = "trying formats by " + guide.label();
    try (ProgressBar bar = new ProgressBar(console, task, search.evaluations())) {
      return search.measure(guide, bar::step);
    }
  }

  private SearchedFormats searched(
      FidelityBench bench,
      BitBudgetSearch search,
      LayerLosses divergence,
      LayerLosses nats,
      double budget) {
    SearchResult best = search.search(divergence, budget, LoweringRule.LEAST_RISE_PER_BIT);
    SearchResult plain = search.search(divergence, budget, LoweringRule.LEAST_LOSS);
    SearchResult byNats = search.search(nats, budget, LoweringRule.LEAST_RISE_PER_BIT);
    List<FidelityFigures> rows = new ArrayList<>();
    rows.add(row(bench, "guided by FDT a bit", best.assignment()));
    rows.add(row(bench, "guided by FDT alone", plain.assignment()));
    rows.add(row(bench, "guided by perplexity a bit", byNats.assignment()));
    uniform(bench, budget).ifPresent(rows::add);
    return new SearchedFormats(
        budget, rows, 2 * search.evaluations(), SearchedFormats.labels(best.assignment()));
  }

  /** The format of the ladder with most bits within the budget, for all layers. */
  private Optional<FidelityFigures> uniform(FidelityBench bench, double budget) {
    for (LayerFormat format : ladder) {
      FormatAssignment all = FormatAssignment.uniform(bench.models().layers(), format);
      if (bench.models().bitsPerWeight(all) <= budget) {
        return Optional.of(row(bench, "uniform " + format.weights().label(), all));
      }
    }
    return Optional.empty();
  }

  private FidelityFigures row(FidelityBench bench, String name, FormatAssignment assignment) {
    LayerFormat any = ladder.getFirst();
    return bench.of(name, any.method().label(), any.activations().label(), assignment);
  }
}
