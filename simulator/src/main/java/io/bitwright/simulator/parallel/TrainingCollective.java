package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;

/**
 * Equal collectives of a training step, on the stage that takes longest.
 *
 * @param name what is brought: {@code activations forward}, {@code weights backward}
 * @param degree whose groups take part
 * @param collective what they do
 * @param algorithm the fastest, by name
 * @param bytes that each chip holds before one of them
 * @param count how many there are in a step
 * @param seconds of all of them
 * @param exposedSeconds of these, in which no chip of the stage computes
 */
public record TrainingCollective(
    String name,
    Degree degree,
    Collective collective,
    String algorithm,
    double bytes,
    double count,
    double seconds,
    double exposedSeconds) {

  /** The same with another part of its time exposed. */
  TrainingCollective exposing(double otherSeconds) {
    return new TrainingCollective(
        name, degree, collective, algorithm, bytes, count, seconds, otherSeconds);
  }
}
