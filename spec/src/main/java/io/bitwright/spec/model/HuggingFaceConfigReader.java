package io.bitwright.spec.model;

import io.bitwright.spec.document.Document;
import io.bitwright.spec.document.Section;

/**
 * A model's shape from its Hugging Face {@code config.json}.
 *
 * <p>Sizes must be stated. What else is missing has the default of the family's configuration class
 * in the transformers library (LlamaConfig, MistralConfig, BitNetConfig, ...). Unknown keys are
 * ignored. Scaling of the rotary embedding ({@code rope_scaling}) is read for those who compute the
 * model; it changes no count of operations or bytes, so that one of an unknown type is taken, too.
 */
final class HuggingFaceConfigReader {
  private HuggingFaceConfigReader() {}

  /**
   * The shape that a configuration describes.
   *
   * @throws io.bitwright.spec.SpecException with file, line, key and what is allowed, if it is
   *     wrong
   */
  static ModelConfig read(String name, Document document) {
    Section section = Section.open(document);
    ModelFamily stated =
        section.value("model_type", ModelFamily.VOCABULARY.expectation(), ModelFamily::parse);
    // The first public b1.58 models call themselves llama; their architecture tells.
    boolean bitNet = section.texts("architectures").contains("BitnetForCausalLM");
    ModelFamily family = bitNet ? ModelFamily.BITNET : stated;
    return family.reader().read(name, HuggingFaceConfig.of(section, family));
  }
}
