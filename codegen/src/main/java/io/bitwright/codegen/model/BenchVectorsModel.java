package io.bitwright.codegen.model;

import java.util.List;

/**
 * The model of {@code vectors.hex.ftl}: one recorded run of a unit.
 *
 * @param banner origin of the file
 * @param topModule name of the module
 * @param title what the run does, in words
 * @param cycles from the first cycle after reset up to the one in which the last beat moves
 * @param streams all streams in port order
 */
public record BenchVectorsModel(
    Banner banner, String topModule, String title, long cycles, List<RecordedStream> streams)
    implements TemplateModel {
  /** Path of the template. */
  public static final String TEMPLATE = "packaging/vectors.hex.ftl";

  /** Runs that go with a design. */
  public static final int RUNS = 4;

  public BenchVectorsModel {
    streams = List.copyOf(streams);
  }

  /**
   * A stream in a run.
   *
   * @param name prefix of its ports
   * @param columns the data signals of a beat's line
   * @param pattern a digit a cycle, 1 where the stream's partner is willing
   * @param beats each beat's data signals in hexadecimal
   */
  public record RecordedStream(String name, String columns, String pattern, List<String> beats) {
    public RecordedStream {
      beats = List.copyOf(beats);
    }
  }

  /** Path of a run's file below the output folder. */
  public static String path(int run) {
    return "bench/vectors/run_" + run + ".hex";
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
