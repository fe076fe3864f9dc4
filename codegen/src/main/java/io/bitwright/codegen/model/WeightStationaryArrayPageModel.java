package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.WeightStationaryArraySpec;
import java.util.List;

/**
 * The model of {@code page.md.ftl}: the unit's page for people.
 *
 * @param banner origin of the file
 * @param topModule module at the top
 * @param rows elements along K
 * @param columns elements along N
 * @param weights label of the weights' format
 * @param weightEncoding how a weight is stored, in words
 * @param weightWidth bits of a stored weight
 * @param sumWidth bits of a sum inside the array
 * @param accumulatorWidth bits of a sum over all of K
 * @param accumulatorRows rows of M held
 * @param longestSum the largest K
 * @param multiplyAccumulatesPerCycle elements of the array
 * @param latencyCycles from an accepted beat to its result, without stalls
 * @param tileCyclesWithoutRows cycles of one tile without stalls, less its rows of M
 * @param clockMegahertz clock asked of synthesis
 * @param ports all ports, in the module's order
 * @param files all files of the design and what they are for
 */
public record WeightStationaryArrayPageModel(
    Banner banner,
    String topModule,
    int rows,
    int columns,
    String weights,
    String weightEncoding,
    int weightWidth,
    int sumWidth,
    int accumulatorWidth,
    int accumulatorRows,
    int longestSum,
    int multiplyAccumulatesPerCycle,
    int latencyCycles,
    int tileCyclesWithoutRows,
    String clockMegahertz,
    List<Port> ports,
    List<FileUse> files)
    implements TemplateModel {
  private static final String TEMPLATE = "weight_stationary_array/page.md.ftl";

  /** A port: its name, its bits, and what it carries. */
  public record Port(String name, int widthBits, String meaning) {}

  /** A file of the design and what it is for. */
  public record FileUse(String path, String use) {}

  public WeightStationaryArrayPageModel {
    ports = List.copyOf(ports);
    files = List.copyOf(files);
  }

  public static WeightStationaryArrayPageModel of(
      WeightStationaryArraySpec spec, Banner origin, List<FileUse> files) {
    return new WeightStationaryArrayPageModel(
        origin.of(TEMPLATE),
        spec.unit().label(),
        spec.rows(),
        spec.columns(),
        spec.weights().label(),
        encoding(spec),
        spec.weightWidth(),
        spec.sumWidth(),
        spec.accumulatorWidth(),
        spec.accumulatorRows(),
        spec.longestSum(),
        spec.rows() * spec.columns(),
        spec.rows() + spec.columns(),
        2 * spec.rows() + spec.columns(),
        spec.clockMegahertz(),
        ports(spec),
        files);
  }

  private static String encoding(WeightStationaryArraySpec spec) {
    return switch (spec.weights()) {
      case BINARY -> "0 is +1, 1 is -1";
      case TERNARY -> "two's complement, 11 is -1, 00 is 0, 01 is +1";
      default -> "two's complement";
    };
  }

  private static List<Port> ports(WeightStationaryArraySpec spec) {
    return List.of(
        new Port("weight_valid_i", 1, "a row of weights is offered"),
        new Port("weight_ready_o", 1, "and taken"),
        new Port(
            "weight_data_i", spec.columns() * spec.weightWidth(), "one row of a tile, row 0 first"),
        new Port("activation_valid_i", 1, "a row of activations is offered"),
        new Port("activation_ready_o", 1, "and taken"),
        new Port(
            "activation_data_i", spec.rows() * 8, "one row of M, element r meets weight row r"),
        new Port("activation_first_i", 1, "the pass starts new sums; the same on all its beats"),
        new Port("activation_last_i", 1, "the pass completes its sums; the same on all its beats"),
        new Port("activation_end_i", 1, "last beat of the pass; the next one uses the next tile"),
        new Port("result_valid_o", 1, "a row of sums is offered"),
        new Port("result_ready_i", 1, "and taken"),
        new Port(
            "result_data_o", spec.columns() * spec.accumulatorWidth(), "sums of one row of M"));
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
