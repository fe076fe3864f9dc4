package io.bitwright.spec.model;

import io.bitwright.spec.transformer.Embedding;

/** The fields of an image's patches. */
final class ImageEncoderFields {
  private ImageEncoderFields() {}

  /**
   * The patches of an image.
   *
   * @throws io.bitwright.spec.SpecException if they do not divide the image
   */
  static Embedding.Patches patches(HuggingFaceConfig config, boolean bias) {
    int image = config.size(ModelLimits.IMAGE_SIZE, "image_size");
    int patch = config.size(ModelLimits.IMAGE_SIZE, "patch_size");
    if (image % patch != 0) {
      String divides = patch + " does not divide image_size " + image + "; write a divisor of ";
      throw config.problem("patch_size", divides + image);
    }
    int channels = config.sizeOr(3, ModelLimits.CHANNELS, "num_channels");
    return new Embedding.Patches(image, patch, channels, bias);
  }
}
