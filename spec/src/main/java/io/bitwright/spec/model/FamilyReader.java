package io.bitwright.spec.model;

/** How the configurations of one family name things. */
@FunctionalInterface
interface FamilyReader {
  /**
   * The shape that a configuration describes.
   *
   * @throws io.bitwright.spec.SpecException with file, line, key and what is allowed
   */
  ModelConfig read(String name, HuggingFaceConfig config);
}
