package io.bitwright.spec.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.ShippedFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader must say the same: keys, words and ranges. */
class FpgaPartSchemaTest {
  private static final String TEXT =
      new String(ShippedFile.bytes("/io/bitwright/spec/part.schema.json"), UTF_8);
  private static final JsonNode SCHEMA = new JsonMapper().readTree(TEXT);
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  private static List<Error> errors(String yaml) {
    return VALIDATOR.validate(yaml, InputFormat.YAML);
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.part.FpgaPartLibrary#names")
  void everyShippedPartFollowsTheSchema(String name) {
    assertThat(errors(new String(FpgaPartLibrary.yaml(name), UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family: xilnx, luts: 1, flip-flops: 1, dsp-blocks: 0, block-rams: 0",
        "family: ecp5, luts: 0, flip-flops: 1, dsp-blocks: 0, block-rams: 0",
        "family: ecp5, luts: 1, flip-flops: '1', dsp-blocks: 0, block-rams: 0",
        "family: ecp5, luts: 1, flip-flops: 1, dsp-blocks: -1, block-rams: 0",
        "family: ecp5, luts: 1, flip-flops: 1, dsp-blocks: 0, block-rams: 1000001",
        "family: ecp5, luts: 1, flip-flops: 1, dsp-blocks: 0"
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String keys) {
    assertThat(errors("{name: p, description: d, source: s, " + keys + "}")).isNotEmpty();
  }

  @Test
  void keysWordsAndRangesAreThoseOfTheReader() {
    assertThat(SCHEMA.path("properties").propertyNames())
        .containsExactlyElementsOf(FpgaPartKeys.TOP);
    List<String> families = new ArrayList<>();
    SCHEMA.at("/properties/family/enum").forEach(word -> families.add(word.asString()));
    assertThat(families).isEqualTo(FpgaFamily.VOCABULARY.words());
    assertRange(SCHEMA.at("/$defs/logic"), FpgaPartLimits.LOGIC);
    assertRange(SCHEMA.at("/$defs/blocks"), FpgaPartLimits.BLOCKS);
  }

  private static void assertRange(JsonNode integer, IntegerRange range) {
    assertThat(integer.path("minimum").asInt()).isEqualTo(range.least());
    assertThat(integer.path("maximum").asInt()).isEqualTo(range.most());
  }
}
