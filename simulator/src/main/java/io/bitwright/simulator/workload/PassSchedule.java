package io.bitwright.simulator.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.SpeculationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All forward passes of a workload.
 *
 * <p><b>Generation.</b> The prompt's pass, and then one pass for each of N new tokens; the first of
 * them finds context and prompt cached, each other one token more. An encoder runs with the prompt;
 * the decoder behind it begins with a single token and looks at all that the encoder has read.
 *
 * <p><b>Chunked prefill.</b> The prompt goes through in passes of C tokens, each with those before
 * it cached; the last has what is left. Each pass reads the weights again.
 *
 * <p><b>Beam search</b> of width W. The prompt runs once a sequence, the steps for W hypotheses of
 * each. Each hypothesis reads the keys and values of its whole context; in memory those of the
 * prompt lie once a sequence and those of new tokens once a hypothesis. Hypotheses that share new
 * tokens are taken to share none of their memory, and the choice among them costs as much as the
 * choice of a token.
 *
 * <p><b>Speculative decoding.</b> A step is G passes of the draft for one token each, and one of
 * the model over G + 1 tokens with logits at all of them; it yields E tokens on average ({@link
 * SpeculationSpec#expectedTokensPerStep}), so that N tokens take N / E steps on average. Where they
 * begin is chance: each of the N places is taken to begin one with a chance of 1 / E, and the step
 * counts there with the context of the place. The draft reads the prompt first, as the model does,
 * and has neither its prefix nor its adapters.
 *
 * @param prompt passes over the prompt; none in decode
 * @param steps passes that decode; none in prefill
 */
public record PassSchedule(List<PassSeries> prompt, List<PassSeries> steps) {
  /** Stands before the names of a draft's operators. */
  public static final String DRAFT = "draft.";

  public PassSchedule {
    prompt = List.copyOf(prompt);
    steps = List.copyOf(steps);
  }

  /**
   * The passes of a workload.
   *
   * @throws SpecException if the model has no decoder and is asked for more than a prefill, cannot
   *     take its prompt in chunks, or has another vocabulary than its draft
   */
  public static PassSchedule of(ModelConfig model, WorkloadSpec workload) {
    return switch (workload.phase()) {
      case PREFILL ->
          new PassSchedule(prompt(model, workload, PassOptions.of(workload)), List.of());
      case DECODE -> {
        PassSeries step = PassSeries.single(model, StackPass.of(model, workload));
        yield new PassSchedule(List.of(), List.of(step));
      }
      case GENERATE -> generation(model, workload, workload.generation().orElseThrow());
    };
  }

  /**
   * A single pass over tokens that follow a context, with logits at all of them: how a model checks
   * what a draft has proposed.
   *
   * @param workload of the phase prefill; its sequence are the tokens
   * @throws SpecException if the model has no decoder
   */
  public static PassSchedule ofScoredPass(ModelConfig model, WorkloadSpec workload) {
    List<StackPass> pass =
        StackPass.decode(
            model,
            workload.batch(),
            workload.sequence(),
            workload.context(),
            Math.max(1, workload.context()),
            true,
            PassOptions.of(workload));
    return new PassSchedule(List.of(PassSeries.single(model, pass)), List.of());
  }

  /** All series, in order. */
  public List<PassSeries> all() {
    List<PassSeries> all = new ArrayList<>(prompt);
    all.addAll(steps);
    return List.copyOf(all);
  }

  private static PassSchedule generation(
      ModelConfig model, WorkloadSpec workload, GenerationSpec generation) {
    if (!model.decodes()) {
      throw new SpecException(
          model.name() + " has no decoder, so it generates nothing; allowed phase: prefill");
    }
    PassOptions options = PassOptions.of(workload);
    List<PassSeries> prompt = new ArrayList<>(prompt(model, workload, options));
    Optional<SpeculationSpec> speculation = generation.speculation();
    if (speculation.isEmpty()) {
      long sequences = (long) workload.batch() * generation.beams();
      PassSeries steps = steps(prompt, sequences, 1, 0, generation.newTokens(), 1);
      return new PassSchedule(prompt, List.of(steps));
    }
    SpeculationSpec drafts = speculation.get();
    drafts.refuseOtherVocabularyThan(model);
    List<PassSeries> draftPrompt = prompt(drafts.draft(), workload, options.forDraft());
    double chance = 1 / drafts.expectedTokensPerStep();
    List<PassSeries> steps = new ArrayList<>();
    for (int drafted = 0; drafted < drafts.draftTokens(); drafted++) {
      steps.add(
          steps(draftPrompt, workload.batch(), 1, drafted, generation.newTokens(), chance)
              .named(DRAFT));
    }
    long checked = drafts.draftTokens() + 1L;
    steps.add(steps(prompt, workload.batch(), checked, 0, generation.newTokens(), chance));
    draftPrompt.forEach(series -> prompt.add(series.named(DRAFT)));
    return new PassSchedule(prompt, steps);
  }

  /** Passes over so many tokens each that follow a prompt and so many more. */
  private static PassSeries steps(
      List<PassSeries> prompt, long batch, long tokens, long more, long passes, double times) {
    ModelConfig model = prompt.getLast().model();
    StackPass end = prompt.getLast().lastPass().getLast();
    long context = end.length() + more;
    List<StackPass> first =
        StackPass.decode(
            model, batch, tokens, context, end.sourceTokens(), tokens > 1, end.options());
    return new PassSeries(model, first, passes, 1, times);
  }

  private static List<PassSeries> prompt(
      ModelConfig model, WorkloadSpec workload, PassOptions options) {
    long batch = workload.batch();
    long sequence = workload.sequence();
    long context = workload.context();
    long chunk = workload.chunk().orElse(workload.sequence());
    if (workload.chunk().isPresent()) {
      refuseChunks(model);
    }
    if (chunk >= sequence) {
      return List.of(
          PassSeries.single(model, StackPass.prefill(model, batch, sequence, context, options)));
    }
    List<PassSeries> series = new ArrayList<>();
    long whole = sequence / chunk;
    List<StackPass> first = StackPass.prefill(model, batch, chunk, context, options);
    series.add(new PassSeries(model, first, whole, chunk, 1));
    if (sequence % chunk > 0) {
      long before = context + whole * chunk;
      long rest = sequence % chunk;
      series.add(PassSeries.single(model, StackPass.prefill(model, batch, rest, before, options)));
    }
    return series;
  }

  private static void refuseChunks(ModelConfig model) {
    boolean decoderAlone =
        model.decodes()
            && model.stacks().size() == 1
            && model.lastStack().embedding() instanceof Embedding.Tokens;
    if (!decoderAlone) {
      throw new SpecException(
          model.name()
              + " cannot take its prompt in chunks: it is no decoder alone; leave chunk out");
    }
  }
}
