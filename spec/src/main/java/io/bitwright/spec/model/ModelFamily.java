package io.bitwright.spec.model;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Map;

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
  DECODER("decoder", DescribedDecoderReader::read),
  /** A residual network of convolutions without norms, in the words of {@link NfnetReader}. */
  NFNET("nfnet", NfnetReader::read);

  /** The words users may write. */
  public static final Vocabulary<ModelFamily> VOCABULARY =
      Vocabulary.of("model family", List.of(values()), ModelFamily::label);

  /** Other words for families: of parts of a model, of copies and of the time before a family. */
  private static final Map<String, ModelFamily> OTHER_WORDS =
      Map.of(
          "RefinedWeb", FALCON,
          "RefinedWebModel", FALCON,
          "phi-msft", PHI,
          "mixformer-sequential", PHI,
          "mt5", T5,
          "clip_text_model", CLIP,
          "clip_vision_model", CLIP,
          "llava_llama", LLAVA);

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
   * The value of a word that a user or a file wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static ModelFamily parse(String word) {
    ModelFamily other = OTHER_WORDS.get(word);
    return other == null ? VOCABULARY.parse(word) : other;
  }
}
