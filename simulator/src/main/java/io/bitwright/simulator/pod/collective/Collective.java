package io.bitwright.simulator.pod.collective;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** What the chips of a group do together; {@code bytes} is what each of them holds before. */
public enum Collective {
  /** Every chip ends with the sum of all. */
  ALL_REDUCE("all_reduce"),
  /** Every chip ends with what all held: the number of chips times the bytes. */
  ALL_GATHER("all_gather"),
  /** Every chip ends with its part of the sum of all. */
  REDUCE_SCATTER("reduce_scatter"),
  /** Every chip sends each chip, itself too, an equal part. */
  ALL_TO_ALL("all_to_all"),
  /** Every chip ends with what the first one held. */
  BROADCAST("broadcast"),
  /** Every chip sends to the next along the first axis; the last of a line sends nothing. */
  SEND_RECEIVE("send_recv");

  public static final Vocabulary<Collective> VOCABULARY =
      Vocabulary.of("collective", List.of(values()), Collective::label);

  private final String label;

  Collective(String label) {
    this.label = label;
  }

  /** The word users write. */
  public String label() {
    return label;
  }
}
