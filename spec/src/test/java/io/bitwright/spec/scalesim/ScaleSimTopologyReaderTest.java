package io.bitwright.spec.scalesim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.workload.MatmulShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleSimTopologyReaderTest {
  private static final String GEMM = "Layer,M,N,K,\n";
  private static final String CONVOLUTION =
      "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter,"
          + " Strides,\n";

  @Test
  void gemmsComeAsMThenNThenK() {
    List<ScaleSimLayer> layers = read(GEMM + "qkv, 128,1536 ,512,\n\nout,1,2,3\n").layers();

    assertThat(layers)
        .containsExactly(
            new ScaleSimLayer("qkv", new MatmulShape(128, 512, 1536), Optional.empty()),
            new ScaleSimLayer("out", new MatmulShape(1, 3, 2), Optional.empty()));
  }

  /** ResNet's first layer: 7 x 7 windows of 3 channels, stride 2. */
  @Test
  void convolutionsBecomeProductsByIm2col() {
    ScaleSimLayer layer = read(CONVOLUTION + "Conv1,223,225,7,5,3,64,2,\n").layers().getFirst();

    assertThat(layer.matmul()).isEqualTo(new MatmulShape(109 * 111, 7 * 5 * 3, 64));
    assertThat(layer.convolution()).contains(new ScaleSimConvolution(223, 225, 7, 5, 3, 64, 2, 2));
  }

  /** (224 - 7 + 2) / 2 = 109.5: SCALE-Sim counts 110 pixels. */
  @Test
  void aStrideThatDoesNotDivideGivesOnePixelMore() {
    assertThat(read(CONVOLUTION + "Conv1,224,224,7,7,3,64,2,\n").layers().getFirst().matmul().m())
        .isEqualTo(110 * 110);
  }

  @Test
  void aConvolutionOfOnePixelIsAProduct() {
    assertThat(read(CONVOLUTION + "FC,1,1,1,1,512,1000,1,#last\n").layers().getFirst().matmul())
        .isEqualTo(new MatmulShape(1, 512, 1000));
  }

  @Test
  void depthwiseLayersBecomeOneForEachChannel() {
    List<ScaleSimLayer> layers = read(CONVOLUTION + "c2_DP,10,10,3,3,3,1,1,\n").layers();

    assertThat(layers)
        .extracting(ScaleSimLayer::name)
        .containsExactly("c2_DPChannel_0", "c2_DPChannel_1", "c2_DPChannel_2");
    assertThat(layers).allMatch(layer -> layer.matmul().equals(new MatmulShape(64, 9, 1)));
  }

  @Test
  void strideMayHaveAColumnForEachDirection() {
    String header = CONVOLUTION.replace("Strides", "Stride height, Stride width");

    assertThat(read(header + "c,9,9,3,3,1,1,1,2,\n").layers().getFirst().matmul().m())
        .isEqualTo(7 * 4);
  }

  @Test
  void denseRatiosAndBatchesOfOneAreRead() {
    assertThat(read("Layer, M, N, K, Sparsity,\na, 3, 5, 16, 4:4,\n").layers()).hasSize(1);
    assertThat(read("Layer, M, N, K,\na, 3, 5, 16, 1,\n").layers()).hasSize(1);
    assertThat(
            read(CONVOLUTION.replace("Strides,", "Strides, Batch Size,") + "a,5,5,1,1,3,9,1,1,\n")
                .layers())
        .hasSize(1);
  }

  static Stream<Arguments> wrongTopologies() {
    return Stream.of(
        arguments("", ":1: the file is empty"),
        arguments(GEMM, ":1: no layer follows the headings"),
        arguments(
            "Layer,M,K,N,\na,1,2,3,\n",
            ":1: column 3 is \"K\"; the headings are Layer, M, N, K or Layer name, IFMAP Height,"
                + " IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides"),
        arguments(
            CONVOLUTION.replace("Num Filter", "Num Fitler") + "a,1,1,1,1,1,1,1,\n",
            ":1: column 7 is \"Num Fitler\"; the headings are Layer, M, N, K or Layer name, IFMAP"
                + " Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter,"
                + " Strides; did you mean \"Num Filter\"?"),
        arguments(GEMM + ",1,2,3,\n", ":2: the layer has no name"));
  }

  static Stream<Arguments> wrongSizes() {
    return Stream.of(
        arguments(
            GEMM + "a,1,2,\n",
            ":2: K: \"\" is not a whole number; write a whole number from 1 to 2147483647"),
        arguments(
            GEMM + "a,1,0,3,\n",
            ":2: N: \"0\" is out of range; write a whole number from 1 to 2147483647"),
        arguments(
            GEMM + "a,1,2,3,\nb,-1,2,3,\n",
            ":3: M: \"-1\" is out of range; write a whole number from 1 to 2147483647"),
        arguments(
            GEMM + "a,1,2,4294967296,\n",
            ":2: K: \"4294967296\" is out of range; write a whole number from 1 to 2147483647"));
  }

  static Stream<Arguments> wrongLayers() {
    return Stream.of(
        arguments(
            "Layer, M, N, K, Sparsity,\na, 3, 5, 16, 2:4,\n",
            ":2: N:M sparsity of 2:4 is not counted here; write 1:1 or nothing"),
        arguments(
            GEMM + "a, 3, 5, 16, 8,\n",
            ":2: a batch of 8 is not counted here; write it into M, or as layers"),
        arguments(
            CONVOLUTION + "a,5,5,7,3,1,1,1,\n",
            ":2: Filter Height: 7 is larger than the IFMAP Height of 5"),
        arguments(
            CONVOLUTION + "a,x,5,7,3,1,1,1,\n",
            ":2: IFMAP Height: \"x\" is not a whole number; write a whole number from 1 to"
                + " 2147483647"),
        arguments(
            CONVOLUTION + "a,2147483647,2147483647,2147483647,2147483647,2147483647,1,1,\n",
            ":2: 2147483647x2147483647x2147483647 by 1 filters of 2147483647x2147483647, stride"
                + " 1x1 is too large to be counted"),
        arguments(CONVOLUTION + "DP,5,5,3,3,100001,1,1,\n", ":2: more than 100000 layers"));
  }

  @ParameterizedTest
  @MethodSource({"wrongTopologies", "wrongSizes", "wrongLayers"})
  void wrongTopologiesAreRefusedWithFileLineAndColumn(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SpecException.class)
        .hasMessage("my.csv" + message);
  }

  @Test
  void aQuoteThatIsNotClosedIsNoCsv() {
    assertThatThrownBy(() -> read(GEMM + "\"a,1,2,3,\n" + "b".repeat(20)))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("my.csv:");
  }

  private static ScaleSimTopology read(String text) {
    return ScaleSimTopologyReader.read("my.csv", text.getBytes(UTF_8));
  }
}
