package io.bitwright.spec.transformer;

import java.util.OptionalInt;

/**
 * Multi-head attention (Vaswani et al. 2017, arXiv 1706.03762, section 3.2.2) whose query heads may
 * share keys and values (Ainslie et al. 2023, arXiv 2305.13245).
 *
 * @param heads query heads (H)
 * @param keyValueHeads heads of keys and of values; divides heads
 * @param headDimension width of one head (Q)
 * @param inputBias whether the projections of queries, keys and values have biases
 * @param outputBias whether the output projection has a bias
 * @param causal whether a token attends to none behind it
 * @param window tokens that a token attends to at most, itself counted, in the layers with a
 *     window; empty for all
 * @param windowedLayers the layers with a window: all (Mistral), or some, as where dense and
 *     locally banded layers alternate (Child et al. 2019, arXiv 1904.10509; Brown et al. 2020,
 *     arXiv 2005.14165, section 2.1)
 * @param scale of scores; other than by width only where a family that is computed has it
 */
public record Attention(
    int heads,
    int keyValueHeads,
    int headDimension,
    boolean inputBias,
    boolean outputBias,
    boolean causal,
    OptionalInt window,
    LayerPattern windowedLayers,
    ScoreScale scale) {

  /** With scores divided by the square root of the head's width. */
  public Attention(
      int heads,
      int keyValueHeads,
      int headDimension,
      boolean inputBias,
      boolean outputBias,
      boolean causal,
      OptionalInt window,
      LayerPattern windowedLayers) {
    this(
        heads,
        keyValueHeads,
        headDimension,
        inputBias,
        outputBias,
        causal,
        window,
        windowedLayers,
        ScoreScale.BY_WIDTH);
  }

  /** The same attention in all layers. */
  public Attention(
      int heads,
      int keyValueHeads,
      int headDimension,
      boolean inputBias,
      boolean outputBias,
      boolean causal,
      OptionalInt window) {
    this(
        heads,
        keyValueHeads,
        headDimension,
        inputBias,
        outputBias,
        causal,
        window,
        LayerPattern.ALL);
  }

  /** Multi-head attention over all tokens: as many heads of keys as of queries. */
  public static Attention multiHead(int heads, int headDimension, boolean bias, boolean causal) {
    return new Attention(heads, heads, headDimension, bias, bias, causal, OptionalInt.empty());
  }

  /** The same with a window in the given layers only. */
  public Attention with(OptionalInt otherWindow, LayerPattern layers) {
    return new Attention(
        heads,
        keyValueHeads,
        headDimension,
        inputBias,
        outputBias,
        causal,
        otherWindow,
        otherWindow.isPresent() ? layers : LayerPattern.ALL,
        scale);
  }

  /** The same with another scale of scores. */
  public Attention with(ScoreScale otherScale) {
    return new Attention(
        heads,
        keyValueHeads,
        headDimension,
        inputBias,
        outputBias,
        causal,
        window,
        windowedLayers,
        otherScale);
  }

  /** Whether a layer, counted from 0, has a window. */
  public boolean hasWindow(int layer) {
    return window.isPresent() && windowedLayers.has(layer);
  }

  /** Layers with a window, of so many. */
  public int windowedLayersOf(int layers) {
    return window.isPresent() ? windowedLayers.of(layers) : 0;
  }

  /** Width of all query heads together: heads x headDimension. */
  public int queryWidth() {
    return heads * headDimension;
  }

  /** Width of all key (or value) heads together: keyValueHeads x headDimension. */
  public int keyValueWidth() {
    return keyValueHeads * headDimension;
  }

  /** Weights of the four projections of a stream of the given width. */
  public long weights(int width) {
    return (long) width * (2L * queryWidth() + 2L * keyValueWidth());
  }

  /** Biases of the four projections. */
  public long biases(int width) {
    return (inputBias ? queryWidth() + 2L * keyValueWidth() : 0) + (outputBias ? width : 0);
  }
}
