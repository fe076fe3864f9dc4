package io.bitwright.spec.training;

/**
 * The layers of a model spread over the stages of a pipeline, as evenly as they can be: no stage
 * has more than one layer more than another.
 *
 * <p>Where they do not divide, the stages with one more stand before the last, and the first is the
 * last of them to get one: embedding and head take the place of a layer in the outer stages, as
 * with DeepSpeed's partition by {@code type:transformer|embedding}, which gives BLOOM's 70 layers
 * to 12 stages as 5, 10 times 6, and 5 (github bigscience-workshop/bigscience,
 * train/tr11-176B-ml/README.md, Architecture).
 *
 * @param layers of the model
 * @param stages of the pipeline, at most as many as there are layers
 */
public record StageLayers(int layers, int stages) {

  /** Checks that each stage has a layer. */
  public StageLayers {
    if (stages < 1 || stages > layers) {
      throw new IllegalArgumentException(stages + " stages of " + layers + " layers");
    }
  }

  /**
   * Layers of a stage.
   *
   * @param stage counted from 0
   */
  public int of(int stage) {
    if (stage < 0 || stage >= stages) {
      throw new IllegalArgumentException("stage " + stage + " of " + stages);
    }
    boolean oneMore = stage < stages - 1 && stage >= stages - 1 - layers % stages;
    return layers / stages + (oneMore ? 1 : 0);
  }
}
