package io.bitwright.spec.accelerator;

import static io.bitwright.spec.accelerator.AcceleratorText.RIGHT;
import static io.bitwright.spec.accelerator.AcceleratorText.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.dram.DramKeys;
import io.bitwright.spec.dram.DramLibrary;
import io.bitwright.spec.dram.DramLimits;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.quantity.Dimension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader must say the same: keys, words, units and ranges. */
class AcceleratorSchemaTest {
  private static final String TEXT =
      new String(ShippedFile.bytes("/io/bitwright/spec/accelerator.schema.json"), UTF_8);
  private static final JsonNode SCHEMA = new JsonMapper().readTree(TEXT);
  private static final JsonNode DRAM_DEVICE = SCHEMA.path("$defs").path("dram-device");
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.accelerator.AcceleratorLibrary#names")
  void everyShippedAcceleratorFollowsTheSchema(String name) {
    assertThat(errors(new String(AcceleratorLibrary.yaml(name), UTF_8))).isEmpty();
  }

  @Test
  void aRightDescriptionFollowsTheSchema() {
    assertThat(errors(RIGHT)).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("rows: 16\n", "rowz: 16\n"),
        arguments("clock: 200 MHz\n", ""),
        arguments("200 MHz", "200"),
        arguments("200 MHz", "'200'"),
        arguments("200 MHz", "200 MB"),
        arguments("200 MHz", "-200 MHz"),
        arguments("7 nm", "7"),
        arguments("64 B", "64 KB"),
        arguments("6.4 GB/s", "6.4 GB"),
        arguments("100 ns", "100 Hz"),
        arguments("250 mW", "250 mV"),
        arguments("rows: 16\n", "rows: 0\n"),
        arguments("rows: 16\n", "rows: 1025\n"),
        arguments("rows: 16\n", "rows: '16'\n"),
        arguments("rows: 16\n", "rows: 16.5\n"),
        arguments("ternary", "trinary"),
        arguments("weight_stationary_array", "systolic"),
        arguments("rate: 1}", "rate: 0}"),
        arguments("rate: 1}", "rate: 4.5}"),
        arguments("name: mine", "name: My Chip"),
        arguments("generable: true", "generable: maybe"),
        arguments("\n    - {weights: ternary, activations: int8, rate: 1}", " []"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatTheReaderRefusesByItselfTheSchemaRefusesToo(String piece, String replacement) {
    assertThat(errors(with(piece, replacement))).isNotEmpty();
  }

  @Test
  void keysAreThoseOfTheReader() {
    assertKeys(SCHEMA, AcceleratorKeys.TOP, "power", "energy", "gpu", "generable");
    assertKeys(
        at("matrix-unit"),
        AcceleratorKeys.MATRIX_UNIT,
        "accumulator-width",
        "exchangeable",
        "sustained");
    assertKeys(
        at("matrix-unit").path("properties").path("operands").path("items"),
        AcceleratorKeys.OPERANDS,
        "rate");
    assertKeys(at("vector-unit"), AcceleratorKeys.VECTOR_UNIT);
    assertKeys(at("buffers"), AcceleratorKeys.BUFFERS);
    assertKeys(at("memory"), AcceleratorKeys.MEMORY, "dram");
    assertKeys(at("memory").path("properties").path("dram"), DramKeys.DRAM, "data-rate");
    assertKeys(DRAM_DEVICE, DramKeys.DEVICE);
    assertKeys(DRAM_DEVICE.path("properties").path("timing"), DramKeys.TIMING);
    assertKeys(at("power"), AcceleratorKeys.POWER, "idle", "leakage", "limit");
    assertKeys(at("energy"), AcceleratorKeys.ENERGY, "tables", "node", "scaling");
    assertKeys(at("gpu"), AcceleratorKeys.GPU);
    JsonNode parts = at("gpu").path("properties");
    assertKeys(parts.path("power-limit"), AcceleratorKeys.GPU_POWER_LIMIT);
    assertKeys(parts.path("cache"), AcceleratorKeys.GPU_CACHE);
    assertKeys(parts.path("memory"), AcceleratorKeys.GPU_MEMORY);
    assertKeys(parts.path("overheads"), AcceleratorKeys.GPU_OVERHEADS, "sharded-layer");
    assertKeys(parts.path("kernels"), AcceleratorKeys.GPU_KERNELS);
  }

  private static void assertKeys(JsonNode object, List<String> keys, String... optional) {
    List<String> required = keys.stream().filter(key -> !List.of(optional).contains(key)).toList();
    assertThat(object.path("properties").propertyNames()).containsExactlyElementsOf(keys);
    assertThat(object.path("required").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(required);
    assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void wordsAreThoseOfTheReader() {
    assertThat(words(SCHEMA.path("$defs").path("number-format")))
        .isEqualTo(NumberFormat.VOCABULARY.words());
    assertThat(words(at("matrix-unit").path("properties").path("kind")))
        .isEqualTo(MatrixUnitKind.VOCABULARY.words());
  }

  static Stream<Arguments> units() {
    return Stream.of(
        arguments("process-node", Dimension.PROCESS_NODE),
        arguments("frequency", Dimension.FREQUENCY),
        arguments("size", Dimension.SIZE),
        arguments("bandwidth", Dimension.BANDWIDTH),
        arguments("time", Dimension.TIME),
        arguments("power", Dimension.POWER),
        arguments("transfer-rate", Dimension.TRANSFER_RATE));
  }

  @ParameterizedTest
  @MethodSource("units")
  void unitsAreThoseOfTheReader(String definition, Dimension dimension) {
    assertThat(SCHEMA.path("$defs").path(definition).path("pattern").asString())
        .endsWith("\\s*(" + String.join("|", dimension.units()) + ")$");
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        arguments("count", AcceleratorLimits.UNITS),
        arguments("rows", AcceleratorLimits.ROWS),
        arguments("columns", AcceleratorLimits.COLUMNS),
        arguments("accumulator-rows", AcceleratorLimits.ACCUMULATOR_ROWS),
        arguments("longest-sum", AcceleratorLimits.LONGEST_SUM),
        arguments("accumulator-width", AcceleratorLimits.ACCUMULATOR_WIDTH));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void rangesOfTheMatrixUnitAreThoseOfTheReader(String key, IntegerRange range) {
    assertRange(at("matrix-unit").path("properties").path(key), range);
  }

  @Test
  void theRangeOfLanesIsThatOfTheReader() {
    assertRange(at("vector-unit").path("properties").path("lanes"), AcceleratorLimits.LANES);
  }

  @Test
  void devicesAndRangesOfDynamicMemoryAreThoseOfTheReader() {
    JsonNode dram = at("memory").path("properties").path("dram").path("properties");
    JsonNode device = DRAM_DEVICE.path("properties");

    assertThat(words(dram.path("device").path("oneOf").path(0))).isEqualTo(DramLibrary.names());
    assertRange(dram.path("channels"), DramLimits.CHANNELS);
    assertRange(device.path("data-width"), DramLimits.DATA_WIDTH);
    assertRange(device.path("burst-length"), DramLimits.BURST_LENGTH);
    assertRange(device.path("bank-groups"), DramLimits.BANK_GROUPS);
    assertRange(device.path("banks"), DramLimits.BANKS);
  }

  @Test
  void theRangeOfExponentialsIsThatOfTheReader() {
    JsonNode kernels = at("gpu").path("properties").path("kernels").path("properties");
    assertRange(kernels.path("exponentials"), AcceleratorLimits.EXPONENTIALS);
  }

  private static void assertRange(JsonNode integer, IntegerRange range) {
    assertThat(integer.path("minimum").asInt()).isEqualTo(range.least());
    assertThat(integer.path("maximum").asInt()).isEqualTo(range.most());
  }

  private static JsonNode at(String key) {
    return SCHEMA.path("properties").path(key);
  }

  private static List<String> words(JsonNode node) {
    return node.path("enum").valueStream().map(JsonNode::asString).toList();
  }

  private static List<Error> errors(String yaml) {
    return VALIDATOR.validate(yaml, InputFormat.YAML);
  }
}
