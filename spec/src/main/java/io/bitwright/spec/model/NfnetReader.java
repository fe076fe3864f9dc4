package io.bitwright.spec.model;

import io.bitwright.spec.convolution.BottleneckStage;
import io.bitwright.spec.convolution.ConvolutionLayer;
import io.bitwright.spec.convolution.ConvolutionalNetwork;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.transformer.HiddenActivation;
import io.bitwright.spec.transformer.OutputHead;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the description of an NFNet (Brock et al. 2021, arXiv 2102.06171), for which there is no
 * Hugging Face configuration. Sizes have the names that resnet has there ({@code hidden_sizes},
 * {@code depths}, {@code num_channels}); {@code expansion}, {@code group_width} and {@code
 * se_ratio} are named as in github google-deepmind/deepmind-research, nfnets/nfnet.py, with its
 * defaults.
 *
 * <p>Stem, strides and last convolution are the paper's (figure 5): 3x3 convolutions to 16, 32, 64
 * and half of the first stage's channels with strides 2, 1, 1, 2; stages with strides 1, 2, 2, 2; a
 * 1x1 convolution to twice the channels of the last stage.
 */
final class NfnetReader {
  private static final IntegerRange STAGES = new IntegerRange(1, 8);
  private static final IntegerRange DEPTH = new IntegerRange(1, 1000);
  private static final IntegerRange WIDTH = new IntegerRange(2, 1 << 16);
  private static final IntegerRange IMAGE_SIZE = new IntegerRange(1, 1 << 13);

  private static final List<Integer> STEM_CHANNELS = List.of(16, 32, 64);
  private static final List<Integer> STEM_STRIDES = List.of(2, 1, 1, 2);
  private static final int STEM_KERNEL = 3;

  private final HuggingFaceConfig config;

  private NfnetReader(HuggingFaceConfig config) {
    this.config = config;
  }

  static ModelConfig read(String name, HuggingFaceConfig config) {
    return new NfnetReader(config).model(name);
  }

  private ModelConfig model(String name) {
    List<Integer> widths = config.sizes(WIDTH, STAGES, "hidden_sizes");
    List<Integer> depths =
        config.sizes(DEPTH, new IntegerRange(widths.size(), widths.size()), "depths");
    int channels = config.sizeOr(3, ModelLimits.CHANNELS, "num_channels");
    int last = widths.getLast();
    ConvolutionalNetwork network =
        new ConvolutionalNetwork(
            config.size(IMAGE_SIZE, "image_size"),
            channels,
            config.activation("hidden_act", HiddenActivation.GELU),
            stem(channels, widths.getFirst() / 2),
            stages(widths, depths),
            new ConvolutionLayer("final_conv", last, 2 * last, 1, 1, 1));
    return config.model(name, network, new OutputHead(2 * last, config.classes(), false, true));
  }

  private static List<ConvolutionLayer> stem(int channels, int width) {
    List<ConvolutionLayer> stem = new ArrayList<>();
    int inputs = channels;
    for (int stride : STEM_STRIDES) {
      int place = stem.size();
      int outputs = place < STEM_CHANNELS.size() ? STEM_CHANNELS.get(place) : width;
      String layer = "stem_conv" + place;
      stem.add(new ConvolutionLayer(layer, inputs, outputs, STEM_KERNEL, stride, 1));
      inputs = outputs;
    }
    return stem;
  }

  private List<BottleneckStage> stages(List<Integer> widths, List<Integer> depths) {
    double expansion = config.share("expansion", 0.5);
    double squeeze = config.share("se_ratio", 0.5);
    int groupWidth = config.sizeOr(128, WIDTH, "group_width");
    List<BottleneckStage> stages = new ArrayList<>();
    int inputs = widths.getFirst() / 2;
    for (int place = 0; place < widths.size(); place++) {
      int outputs = widths.get(place);
      int groups = (int) (outputs * expansion) / groupWidth;
      if (groups < 1) {
        String bottleneck = outputs + " x expansion " + expansion + " is less than group_width ";
        throw config.problem("hidden_sizes[" + place + "]", bottleneck + groupWidth);
      }
      stages.add(
          new BottleneckStage(
              depths.get(place),
              inputs,
              outputs,
              groups * groupWidth,
              groups,
              place == 0 ? 1 : 2,
              Math.max(1, (int) (outputs * squeeze))));
      inputs = outputs;
    }
    return stages;
  }
}
