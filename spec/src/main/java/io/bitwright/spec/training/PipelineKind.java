package io.bitwright.spec.training;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** The order in which a pipeline's stages run the micro-batches of a step. */
public enum PipelineKind {
  /** All forward, then all backward (Huang et al. 2018, arXiv 1811.06965, section 2.3). */
  GPIPE("gpipe"),
  /**
   * One forward, one backward in turn, with a flush at the end of the step (Narayanan et al. 2021,
   * arXiv 2104.04473, section 2.2.1).
   */
  ONE_FORWARD_ONE_BACKWARD("1f1b"),
  /** The same with several parts of the model on each stage (the same paper, section 2.2.2). */
  INTERLEAVED("interleaved");

  /** The words users may write. */
  public static final Vocabulary<PipelineKind> VOCABULARY =
      Vocabulary.of("pipeline schedule", List.of(values()), PipelineKind::label);

  private final String label;

  PipelineKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static PipelineKind parse(String word) {
    return VOCABULARY.parse(word);
  }
}
