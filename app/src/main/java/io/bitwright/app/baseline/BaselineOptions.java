package io.bitwright.app.baseline;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that hold the figures of a run against those of an earlier one. */
public final class BaselineOptions {
  private static final double PERCENT = 100;

  @Option(
      names = "--baseline",
      paramLabel = "FILE.json",
      description =
          "Compare the figures with what --json printed before; status 1 if one is worse.")
  private @Nullable Path file;

  @Option(
      names = "--worse-by",
      paramLabel = "SHARE",
      description = "With --baseline: how much worse a figure may be, as 5%% or 0.05; default 0.")
  private @Nullable String worseBy;

  /**
   * The baseline, read; empty if none is asked for.
   *
   * @throws SpecException if the file or the share is wrong
   */
  public Optional<Baseline> baseline() {
    if (worseBy != null && file == null) {
      throw new SpecException("--worse-by goes with --baseline");
    }
    double share = worseBy == null ? 0 : share(worseBy);
    return Optional.ofNullable(file)
        .map(chosen -> new Baseline(FigureDocument.read(chosen), share));
  }

  private static double share(String text) {
    boolean isPercent = text.endsWith("%");
    String number = isPercent ? text.substring(0, text.length() - 1).strip() : text;
    if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      throw new SpecException(
          "--worse-by: " + QuotedText.of(text) + " is not a share of 0 or more, as 5% or 0.05");
    }
    return Double.parseDouble(number) / (isPercent ? PERCENT : 1);
  }
}
