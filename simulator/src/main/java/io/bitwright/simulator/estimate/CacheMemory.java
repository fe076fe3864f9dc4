package io.bitwright.simulator.estimate;

import io.bitwright.simulator.workload.AttentionOperator;
import io.bitwright.simulator.workload.KeyValueCache;
import io.bitwright.simulator.workload.ModelFormats;
import io.bitwright.simulator.workload.PassSchedule;
import io.bitwright.simulator.workload.PassSeries;
import io.bitwright.simulator.workload.StackPass;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.transformer.Attention;
import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.TransformerStack;
import io.bitwright.spec.workload.GenerationSpec;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes of the KV cache at the end of a workload, when it is largest.
 *
 * <p>In pages of P tokens a sequence of n tokens takes ceil(n / P) of them (Kwon et al. 2023, arXiv
 * 2309.06180, section 4.1); all layers that keep equally many tokens have one block table. Beams
 * share the full pages of their prompt and have a copy each of its last one if that is not full
 * (section 4.4). A trained prefix lies in memory once, in pages of its own.
 *
 * @param tokens keys and values that are kept
 * @param emptyPlaces places in pages that hold none
 * @param blockTables the tables that say where pages lie
 */
public record CacheMemory(double tokens, double emptyPlaces, double blockTables) {
  private static final CacheMemory NONE = new CacheMemory(0, 0, 0);

  /** The cache of a workload on a machine. */
  public static CacheMemory of(
      AcceleratorSpec accelerator, ModelConfig model, WorkloadSpec workload) {
    return of(PassSchedule.of(model, workload), workload, Estimator.formats(accelerator, workload));
  }

  /** The caches of the model and of its draft. */
  static CacheMemory of(PassSchedule schedule, WorkloadSpec workload, ModelFormats formats) {
    Map<String, CacheMemory> largest = new LinkedHashMap<>();
    for (PassSeries series : schedule.all()) {
      StackPass last = series.lastPass().getLast();
      boolean searches = schedule.steps().contains(series);
      long beams = searches ? workload.generation().map(GenerationSpec::beams).orElse(1) : 1;
      long shared = beams > 1 ? schedule.prompt().getLast().lastPass().getLast().length() : 0;
      CacheMemory here = new Sum(series.model(), last, beams, shared, formats.stream()).cache();
      largest.merge(last.prefix(), here, CacheMemory::larger);
    }
    return largest.values().stream().reduce(NONE, CacheMemory::plus);
  }

  /** All of it. */
  public double total() {
    return tokens + emptyPlaces + blockTables;
  }

  private CacheMemory larger(CacheMemory other) {
    return other.total() > total() ? other : this;
  }

  private CacheMemory plus(CacheMemory other) {
    return new CacheMemory(
        tokens + other.tokens, emptyPlaces + other.emptyPlaces, blockTables + other.blockTables);
  }

  /** The parts of one model's cache behind a pass. */
  private record Sum(
      ModelConfig model, StackPass pass, long beams, long sharedTokens, NumberFormat format) {

    CacheMemory cache() {
      CacheMemory prefix =
          model.stacks().stream().map(this::prefix).reduce(NONE, CacheMemory::plus);
      if (!model.decodes()) {
        return prefix;
      }
      TransformerStack stack = model.lastStack();
      Attention attention = stack.attention();
      int windowed = attention.windowedLayersOf(stack.layers());
      int others = stack.layers() - windowed;
      long length = pass.length();
      long reach = KeyValueCache.reach(attention);
      CacheMemory all =
          prefix
              .plus(self(windowed, length, Math.min(length, reach)))
              .plus(self(others, length, length));
      if (stack.crossAttention().isEmpty()) {
        return all;
      }
      long source = pass.sourceTokens();
      return all.plus(
          layers(stack.layers(), stack.crossAttention().get(), source, source, source, 0));
    }

    private CacheMemory self(int layers, long tokens, long kept) {
      Attention attention = model.lastStack().attention();
      return layers(layers, attention, tokens, kept, sharedTokens, pass.prefixTokens());
    }

    /**
     * Layers that keep the last tokens of so many.
     *
     * @param shared tokens at the beginning that all beams have in common
     * @param prefix trained tokens before them
     */
    private CacheMemory layers(
        int layers, Attention attention, long tokens, long kept, long shared, long prefix) {
      if (layers == 0) {
        return NONE;
      }
      double perToken = layers * KeyValueCache.bytesPerToken(attention, format);
      double needed = places(tokens, kept, shared, 1) * perToken;
      int page = pass.options().attention().kvPage().orElse(0);
      if (page == 0) {
        return new CacheMemory(needed, 0, 0);
      }
      double taken = places(tokens, kept, shared, page) * perToken;
      long blocks = KeyValueCache.blocks(tokens, kept, page) + Math.ceilDiv(prefix, page);
      double table = (double) pass.batch() * blocks * AttentionOperator.TABLE_ENTRY_BYTES;
      return new CacheMemory(needed, taken - needed, table);
    }

    /** Places for tokens in the pages of all sequences; hypotheses have a sequence's in common. */
    private double places(long tokens, long kept, long shared, int page) {
      long blocks = KeyValueCache.blocks(tokens, kept, page);
      if (beams == 1) {
        return (double) pass.batch() * blocks * page;
      }
      long own = Math.min(blocks, Math.ceilDiv(tokens, page) - sharedBlocks(tokens, shared, page));
      long sequences = pass.batch() / beams;
      return (double) sequences * ((blocks - own) + beams * own) * page;
    }

    /** Blocks that no hypothesis writes to: full ones, or all where nothing is added. */
    private static long sharedBlocks(long tokens, long shared, int page) {
      return shared == tokens ? Math.ceilDiv(shared, page) : shared / page;
    }

    /** Prefixes of the layers of a stack, once for all sequences. */
    private CacheMemory prefix(TransformerStack stack) {
      if (!(stack.embedding() instanceof Embedding.Tokens)) {
        return NONE;
      }
      long length = pass.options().attention().prefixTokens();
      int page = stack.attention().causal() ? pass.options().attention().kvPage().orElse(1) : 1;
      double perToken = stack.layers() * KeyValueCache.bytesPerToken(stack.attention(), format);
      long places = Math.ceilDiv(length, page) * page;
      return new CacheMemory(length * perToken, (places - length) * perToken, 0);
    }
  }
}
