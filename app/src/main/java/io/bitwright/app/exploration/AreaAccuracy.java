package io.bitwright.app.exploration;

import io.bitwright.app.report.NumberText;
import io.bitwright.simulator.area.AreaErrors;
import io.bitwright.simulator.area.AreaModel;
import io.bitwright.simulator.area.RelativeError;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.part.FpgaPart;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** How far the figures of area of some points may be off, as the model of area states it. */
public final class AreaAccuracy {
  private AreaAccuracy() {}

  /** A sentence for each kind of array that the points have; none if their area is not known. */
  public static List<String> of(Exploration exploration, LongStream points) {
    Optional<FpgaPart> part = exploration.machine().part();
    if (part.isEmpty() || exploration.space().isPod()) {
      return List.of();
    }
    PointEvaluator evaluator = new PointEvaluator(exploration);
    TreeSet<String> notes = new TreeSet<>();
    points.forEach(point -> {
      AcceleratorSpec accelerator = evaluator.accelerator(point);
      AreaErrors errors = AreaModel.shipped().of(accelerator, part.get()).errors();
      notes.add(
          "area of %s is foretold: LUTs %s, flip-flops %s; %d synthesised arrays left out in turn"
              .formatted(
                  accelerator.matrixUnit().kind().label(),
                  text(errors.luts()),
                  text(errors.flipFlops()),
                  errors.luts().samples()));
    });
    return List.copyOf(notes);
  }

  private static String text(RelativeError error) {
    return "%s off, at most %s"
        .formatted(NumberText.percent(error.mean()), NumberText.percent(error.largest()));
  }
}
