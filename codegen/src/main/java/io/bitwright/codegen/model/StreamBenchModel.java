package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.UnitInterface;
import java.util.List;

/**
 * The model of {@code stream_bench.cpp.ftl}: a bench that plays recorded runs.
 *
 * @param banner origin of the file
 * @param topModule name of the module
 * @param clock clock port
 * @param reset reset port, active low
 * @param inputs input streams in port order
 * @param outputs output streams in port order
 */
public record StreamBenchModel(
    Banner banner,
    String topModule,
    String clock,
    String reset,
    List<StreamHarnessModel.Stream> inputs,
    List<StreamHarnessModel.Stream> outputs)
    implements TemplateModel {
  private static final String TEMPLATE = "packaging/stream_bench.cpp.ftl";

  public StreamBenchModel {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The bench of a unit with these ports. */
  public static StreamBenchModel of(UnitInterface unit, Banner origin) {
    StreamHarnessModel streams = StreamHarnessModel.of(unit);
    return new StreamBenchModel(
        origin.of(TEMPLATE),
        unit.topModule(),
        UnitInterface.CLOCK,
        UnitInterface.RESET,
        streams.inputs(),
        streams.outputs());
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
