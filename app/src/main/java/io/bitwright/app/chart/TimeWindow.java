package io.bitwright.app.chart;

import io.bitwright.simulator.training.PipelineTimes;
import io.bitwright.simulator.training.PipelineTimes.Pass;
import io.bitwright.spec.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time that is drawn over a width.
 *
 * @param startSeconds at its left side
 * @param seconds its length, above 0
 * @param left coordinate of its left side
 * @param width what it is drawn over
 * @param fromEnd whether its marks count from its right side, backwards
 */
record TimeWindow(double startSeconds, double seconds, double left, double width, boolean fromEnd) {
  /** Narrower than this on average, bars cannot be told apart. */
  private static final double NARROWEST_BAR = 7;

  private static final double GAP = 24;

  /** Least distance of the marks. */
  private static final double MARK_DISTANCE = 72;

  /** The whole step if its bars are wide enough, else its begin and its end. */
  static List<TimeWindow> of(PipelineTimes times, double left, double right) {
    double whole = times.seconds();
    double mean = 0;
    for (Pass pass : times.passes()) {
      mean += (pass.endSeconds() - pass.startSeconds()) / times.passes().size();
    }
    double width = right - left;
    if (mean * width / whole >= NARROWEST_BAR) {
      return List.of(new TimeWindow(0, whole, left, width, false));
    }
    double half = (width - GAP) / 2;
    double seconds = mean * half / NARROWEST_BAR;
    return List.of(
        new TimeWindow(0, seconds, left, half, false),
        new TimeWindow(whole - seconds, seconds, right - half, half, true));
  }

  private double endSeconds() {
    return startSeconds + seconds;
  }

  /** Coordinate of a time, to a tenth; times outside lie at the nearer side. */
  double at(double time) {
    double share = (Math.clamp(time, startSeconds, endSeconds()) - startSeconds) / seconds;
    return LogAxis.tenth(left + share * width);
  }

  /** Whether some of a pass can be seen. */
  boolean shows(Pass pass) {
    return at(pass.endSeconds()) > at(pass.startSeconds());
  }

  /** Width of what can be seen of a pass, not rounded. */
  double widthOf(Pass pass) {
    double seen =
        Math.min(pass.endSeconds(), endSeconds()) - Math.max(pass.startSeconds(), startSeconds);
    return seen / seconds * width;
  }

  /** Where the marks stand. */
  List<Double> grid() {
    return marks().stream().map(this::markAt).toList();
  }

  /** What the marks say. */
  List<PictureLabel> labels(double foot) {
    List<PictureLabel> labels = new ArrayList<>();
    for (double mark : marks()) {
      String time = Quantities.formatSeconds(mark);
      String text = mark == 0 ? (fromEnd ? "end" : "0 s") : (fromEnd ? "-" : "") + time;
      labels.add(new PictureLabel(markAt(mark), foot, PictureLabel.MIDDLE, text));
    }
    return labels;
  }

  private double markAt(double mark) {
    return at(fromEnd ? endSeconds() - mark : startSeconds + mark);
  }

  /** Times from the side that counts: multiples of 1, 2 or 5 times a power of ten. */
  private List<Double> marks() {
    double least = seconds * MARK_DISTANCE / width;
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    double step = 10 * decade;
    for (int times : new int[] {5, 2, 1}) {
      if (times * decade >= least) {
        step = times * decade;
      }
    }
    List<Double> marks = new ArrayList<>();
    for (int i = 0; i * step <= seconds * (1 + 1e-12); i++) {
      marks.add(i * step);
    }
    return marks;
  }
}
