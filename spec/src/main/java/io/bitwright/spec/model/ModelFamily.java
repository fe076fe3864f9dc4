package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import java.util.List;

/** Model families by the {@code model_type} of their Hugging Face configuration. */
public enum ModelFamily {
  LLAMA("llama", GatedDecoderReader::read),
  MISTRAL("mistral", GatedDecoderReader::read),
  BITNET("bitnet", GatedDecoderReader::read),
  MIXTRAL("mixtral", MixtralReader::read),
  QWEN2("qwen2", Qwen2Reader::read),
  GEMMA("gemma", GemmaReader::read),
  PHI("phi", PhiReader::read),
  FALCON("falcon", FalconReader::read),
  GPT2("gpt2", Gpt2Reader::read),
  GPT_NEO("gpt_neo", GptNeoReader::read),
  GPT_NEOX("gpt_neox", GptNeoxReader::read),
  OPT("opt", OptReader::read),
  BLOOM("bloom", BloomReader::read),
  T5("t5", T5Reader::read),
  SWITCH_TRANSFORMERS("switch_transformers", T5Reader::read),
  BART("bart", BartReader::read),
  BERT("bert", BertReader::read),
  DEBERTA_V2("deberta-v2", DebertaReader::read),
  VIT("vit", VitReader::read),
  CLIP("clip", ClipReader::read),
  LLAVA("llava", LlavaReader::read),
  /** A decoder in the words of {@link DescribedDecoderReader}, for models without such a file. */
  DECODER("decoder", DescribedDecoderReader::read);

  /** The words users may write. */
  public static final Vocabulary<ModelFamily> VOCABULARY =
      Vocabulary.of("model family", List.of(values()), ModelFamily::label);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // the readers are functions without state
  private final FamilyReader reader;

  ModelFamily(String label, FamilyReader reader) {
    this.label = label;
    this.reader = reader;
  }

  /** The {@code model_type} word: {@code llama}. */
  public String label() {
    return label;
  }

  FamilyReader reader() {
    return reader;
  }

  /**
   * The value of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static ModelFamily parse(String word) {
    return VOCABULARY.parse(word);
  }
}
