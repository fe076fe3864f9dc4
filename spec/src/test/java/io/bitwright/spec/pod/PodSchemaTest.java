package io.bitwright.spec.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.quantity.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader must say the same: keys, words, units and ranges. */
class PodSchemaTest {
  private static final String TEXT =
      new String(ShippedFile.bytes("/io/bitwright/spec/pod.schema.json"), UTF_8);
  private static final JsonNode SCHEMA = new JsonMapper().readTree(TEXT);
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);
  private static final String LINK = "link: {bandwidth: 1 GB/s, latency: 0 s, hop: 1 us}";

  private static String pod(String level) {
    return "name: p\ndescription: d\nsource: s\naccelerator: tpu-v4\nlaunch: 1 us\nlevels:\n  - {"
        + level
        + "}\n";
  }

  private static List<Error> errors(String yaml) {
    return VALIDATOR.validate(yaml, InputFormat.YAML);
  }

  @ParameterizedTest
  @MethodSource("io.bitwright.spec.pod.PodLibrary#names")
  void everyShippedPodFollowsTheSchema(String name) {
    assertThat(errors(new String(PodLibrary.yaml(name), UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topology: ring, chips: 5, " + LINK,
        "topology: torus, axes: 4x8, wrap: [true, false], " + LINK,
        "topology: torus, axes: 4x4x8, twist: 4, " + LINK,
        "topology: torus, axes: 8x4x4, cube: 4x4x4, " + LINK,
        "topology: mesh, axes: 3x1024, " + LINK,
        "topology: mesh, axes: 7, " + LINK,
        "topology: hypercube, dimensions: 6, " + LINK,
        "topology: fully-connected, chips: 4, " + LINK,
        "topology: switch, chips: 8, oversubscription: 2.5, " + LINK,
        "topology: ring, chips: 4, link: {start: 1 us, hop: 0 s, protocols: [{name: LL, "
            + "bandwidth: 1 GB/s, latency: 1 us}]}"
      })
  void whatTheReaderTakesTheSchemaTakesToo(String level) {
    assertThat(PodReader.read("p.yaml", pod(level).getBytes(UTF_8)).levels()).hasSize(1);
    assertThat(errors(pod(level))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topology: toruss, axes: 4x4, " + LINK,
        "topology: ring, axes: 4x4, " + LINK,
        "topology: ring, " + LINK,
        "topology: ring, chips: 1, " + LINK,
        "topology: ring, chips: '4', " + LINK,
        "topology: mesh, axes: 4x4x4x4, " + LINK,
        "topology: mesh, axes: 4x1025, " + LINK,
        "topology: mesh, axes: 0x4, " + LINK,
        "topology: torus, axes: 4x4, twist: -1, " + LINK,
        "topology: hypercube, dimensions: 21, " + LINK,
        "topology: switch, chips: 8, oversubscription: 0.5, " + LINK,
        "topology: fully-connected, chips: 1025, " + LINK,
        "topology: ring, chips: 4",
        "topology: ring, chips: 4, link: {bandwidth: 1 GB, latency: 0 s, hop: 1 us}",
        "topology: ring, chips: 4, link: {bandwidth: 1 GB/s, latency: 0 s}",
        "topology: ring, chips: 4, link: {hop: 0 s}",
        "topology: ring, chips: 4, link: {hop: 0 s, protocols: []}",
        "topology: ring, chips: 4, link: {hop: 0 s, latency: 0 s, protocols: [{name: LL, "
            + "bandwidth: 1 GB/s, latency: 1 us}]}"
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String level) {
    assertThatThrownBy(() -> PodReader.read("p.yaml", pod(level).getBytes(UTF_8)))
        .isInstanceOf(SpecException.class);
    assertThat(errors(pod(level))).isNotEmpty();
  }

  @Test
  void keysAreThoseOfTheReader() {
    assertThat(SCHEMA.path("properties").propertyNames()).containsExactlyElementsOf(PodKeys.TOP);
    assertThat(definition("link").path("properties").propertyNames())
        .containsExactlyElementsOf(PodKeys.LINK);
    assertThat(definition("protocol").path("properties").propertyNames())
        .containsExactlyElementsOf(PodKeys.PROTOCOL);
    Set<String> keys = new LinkedHashSet<>();
    List<String> kinds = new ArrayList<>();
    for (JsonNode level : SCHEMA.at("/properties/levels/items/oneOf")) {
      String kind = level.path("$ref").asString().substring("#/$defs/".length());
      kinds.add(definition(kind).at("/properties/topology/const").asString());
      keys.addAll(definition(kind).path("properties").propertyNames());
    }
    assertThat(kinds).isEqualTo(Topology.KINDS.words());
    assertThat(keys).containsExactlyInAnyOrderElementsOf(PodKeys.LEVEL);
  }

  @Test
  void unitsAreThoseOfTheReader() {
    assertThat(definition("time").path("pattern").asString())
        .endsWith("\\s*(" + String.join("|", Dimension.TIME.units()) + ")$");
    assertThat(definition("bandwidth").path("pattern").asString())
        .endsWith("\\s*(" + String.join("|", Dimension.BANDWIDTH.units()) + ")$");
  }

  @Test
  void rangesAreThoseOfTheReader() {
    assertRange(definition("ring").at("/properties/chips"), PodLimits.CHIPS);
    assertRange(definition("switch").at("/properties/chips"), PodLimits.CHIPS);
    assertRange(definition("fully-connected").at("/properties/chips"), PodLimits.FULLY_CONNECTED);
    assertRange(definition("hypercube").at("/properties/dimensions"), PodLimits.DIMENSIONS);
    assertThat(SCHEMA.at("/properties/levels/maxItems").asInt()).isEqualTo(PodLimits.LEVELS);
    assertThat(definition("link").at("/properties/protocols/maxItems").asInt())
        .isEqualTo(PodLimits.PROTOCOLS);
    assertThat(definition("switch").at("/properties/oversubscription/maximum").asDouble())
        .isEqualTo(PodLimits.OVERSUBSCRIPTION);
  }

  private static void assertRange(JsonNode integer, IntegerRange range) {
    assertThat(integer.path("minimum").asInt()).isEqualTo(range.least());
    assertThat(integer.path("maximum").asInt()).isEqualTo(range.most());
  }

  private static JsonNode definition(String name) {
    return SCHEMA.path("$defs").path(name);
  }
}
