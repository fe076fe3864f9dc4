package io.bitwright.golden.checkpoint.tokenizer;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.IntegerRange;
import io.bitwright.spec.document.PartedJson;
import io.bitwright.spec.document.Section;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code tokenizer.json} (github huggingface/tokenizers, tokenizers/src/tokenizer/
 * serialization.rs, models/bpe/serialization.rs). What would change tokens and is not supported is
 * refused; the post-processor, which adds tokens around a text, is left out.
 */
final class TokenizerReader {
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_ADDED_TOKENS = 1_000_000;
  private static final IntegerRange IDS = new IntegerRange(0, Integer.MAX_VALUE);

  private static final List<String> KEYS =
      List.of(
          "version",
          "truncation",
          "padding",
          "added_tokens",
          "normalizer",
          "pre_tokenizer",
          "post_processor",
          "decoder",
          "model");

  private static final List<String> ADDED_TOKEN_KEYS =
      List.of("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");

  private static final List<String> MODEL_KEYS =
      List.of(
          "type",
          "dropout",
          "unk_token",
          "continuing_subword_prefix",
          "end_of_word_suffix",
          "fuse_unk",
          "byte_fallback",
          "ignore_merges",
          "vocab",
          "merges");

  /** By far the most of the file: read by themselves, not as trees. */
  private static final String VOCABULARY = "model.vocab";

  private static final String MERGES = "model.merges";

  private final PartedJson json;
  private final Section root;
  private final Map<Integer, String> tokens = new HashMap<>();
  private final Map<String, Integer> vocabulary = new HashMap<>();

  /**
   * @throws SpecException with file and line, if it is no JSON or has unknown keys
   */
  TokenizerReader(Path file) {
    json = PartedJson.read(file, MOST_BYTES, List.of(VOCABULARY, MERGES));
    root = Section.closed(json.document(), KEYS);
  }

  Tokenizer read() {
    for (String key : List.of("truncation", "padding")) {
      if (root.has(key)) {
        throw root.problem(key, "is not supported; write null");
      }
    }
    BytePairModel model = model(root.section("model", MODEL_KEYS));
    UnaryOperator<String> normaliser = TokenizerSteps.normaliser(root);
    Map<String, Integer> raw = new LinkedHashMap<>();
    Map<String, Integer> normalised = new LinkedHashMap<>();
    for (Section added : addedTokens()) {
      String content = TokenizerSteps.text(added, "content");
      int id = added.integer("id", IDS);
      checkAdded(added, content, id);
      boolean inNormalisedText = added.flag("normalized", false);
      if (inNormalisedText) {
        normalised.put(normaliser.apply(content), id);
      } else {
        raw.put(content, id);
      }
    }
    return new Tokenizer(
        model,
        tokens,
        new AddedTokens(raw),
        new AddedTokens(normalised),
        normaliser,
        TokenizerSteps.preTokenizer(root),
        TokenizerSteps.decoder(root));
  }

  private List<Section> addedTokens() {
    return root.listSize("added_tokens") == 0
        ? List.of()
        : root.sections("added_tokens", ADDED_TOKEN_KEYS, MOST_ADDED_TOKENS);
  }

  private void checkAdded(Section added, String content, int id) {
    for (String flag : List.of("single_word", "lstrip", "rstrip")) {
      if (added.flag(flag, false)) {
        throw added.problem(flag, "true is not supported; write false");
      }
    }
    added.flag("special", false);
    Integer known = vocabulary.get(content);
    String other = tokens.putIfAbsent(id, content);
    if ((known != null && known != id) || (other != null && !other.equals(content))) {
      throw added.problem("id", id + " is not the id that the token has in the vocabulary");
    }
  }

  private BytePairModel model(Section model) {
    String type = model.optionalValue("type", "BPE", text -> text).orElse("BPE");
    if (!type.equals("BPE")) {
      throw model.problem("type", "found \"" + type + "\"; supported is BPE");
    }
    model.optionalNumber("dropout", "0 or null", value -> value == 0);
    for (String key : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!model.optionalValue(key, "text", text -> text).orElse("").isEmpty()) {
        throw model.problem(key, "is not supported; write null");
      }
    }
    readVocabulary(model);
    return new BytePairModel(
        vocabulary,
        merges(model),
        unknown(model),
        model.flag("fuse_unk", false),
        model.flag("byte_fallback", false),
        model.flag("ignore_merges", false));
  }

  private void readVocabulary(Section model) {
    if (model.optionalOpenSection("vocab").isEmpty()) {
      throw model.problem("vocab", "missing; write the id of each token");
    }
    json.members(VOCABULARY, entry -> readToken(model, entry));
  }

  private void readToken(Section model, Section entry) {
    String token = entry.keys().getFirst();
    if (vocabulary.containsKey(token)) {
      json.refuseSecond(VOCABULARY, token);
    }
    int id = entry.integer(token, IDS);
    vocabulary.put(token, id);
    String other = tokens.putIfAbsent(id, token);
    if (other != null) {
      throw model.problem("vocab", "two tokens have the id " + id);
    }
  }

  private @Nullable Integer unknown(Section model) {
    String token = model.optionalValue("unk_token", "a token", text -> text).orElse("");
    Integer id = vocabulary.get(token);
    if (id == null && !token.isEmpty()) {
      throw model.problem("unk_token", "is not in the vocabulary; write one of its tokens");
    }
    return id;
  }

  private Map<BytePairModel.Pair, BytePairModel.Merge> merges(Section model) {
    Map<BytePairModel.Pair, BytePairModel.Merge> merges = new HashMap<>();
    AtomicInteger rank = new AtomicInteger();
    // Without items here; what is no list is refused.
    model.textLists("merges");
    json.members(MERGES, item -> readMerge(item, rank.getAndIncrement(), merges));
    return merges;
  }

  private void readMerge(
      Section item, int rank, Map<BytePairModel.Pair, BytePairModel.Merge> merges) {
    List<String> pair = item.textLists("merges").getFirst();
    List<String> parts = pair.size() == 1 ? List.of(pair.getFirst().split(" ", -1)) : pair;
    if (parts.size() != 2) {
      throw wrongMerge(item, rank, "is not two tokens");
    }
    Integer left = vocabulary.get(parts.get(0));
    Integer right = vocabulary.get(parts.get(1));
    Integer joined = vocabulary.get(parts.get(0) + parts.get(1));
    if (left == null || right == null || joined == null) {
      throw wrongMerge(item, rank, "joins or gives a token that is not in the vocabulary");
    }
    merges.put(new BytePairModel.Pair(left, right), new BytePairModel.Merge(rank, joined));
  }

  private static SpecException wrongMerge(Section item, int rank, String what) {
    return item.problem("merges[" + rank + "]", what);
  }
}
