package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveAlgorithm;
import java.util.List;

/**
 * Equal collectives of all layers and passes in one line.
 *
 * @param name what is brought together
 * @param over degrees whose chips take part
 * @param bytes that each of them holds before one of them
 * @param count how many there are
 * @param seconds of all of them
 * @param exposedSeconds in which the chip does nothing else; the others run beside products
 */
public record CollectiveLine(
    String name,
    List<Degree> over,
    Collective collective,
    CollectiveAlgorithm algorithm,
    double bytes,
    long count,
    double seconds,
    double exposedSeconds) {
  public CollectiveLine {
    over = List.copyOf(over);
  }
}
