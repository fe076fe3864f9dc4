package io.bitwright.golden.checkpoint.model;

import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.document.CsvTable;
import io.bitwright.spec.document.ShippedFile;
import io.bitwright.spec.model.ModelFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that one kind of file gives to the tensors of a model. Table: {@code tensor-names.csv},
 * after the model classes of github huggingface/transformers (models llama, phi, gpt2, opt, bitnet,
 * qwen2, gemma, mistral; for phi-msft {@code convert_phi_weights_to_hf.py}) and gguf-py/gguf/
 * constants.py of github ggml-org/llama.cpp. A part in square brackets may be left out.
 *
 * @param naming word of the table
 */
record TensorNames(String naming, Map<TensorRole, List<Name>> names) {
  private static final String FILE = "/io/bitwright/golden/checkpoint/tensor-names.csv";
  private static final Map<String, TensorNames> ALL = read();

  /**
   * A name with its place for the layer's number.
   *
   * @param order in which its values are
   */
  record Name(String template, StoredOrder order) {
    /** The names that stand for it in a layer, the full one first. */
    List<String> of(int layer) {
      String full = template.replace("{layer}", Integer.toString(layer));
      String bare = full.replaceAll("\\[.*]", "");
      full = full.replace("[", "").replace("]", "");
      return full.equals(bare) ? List.of(full) : List.of(full, bare);
    }

    /** The name that is in the file; the full one if none is. */
    String in(Set<String> file, int layer) {
      List<String> candidates = of(layer);
      return candidates.stream().filter(file::contains).findFirst().orElse(candidates.getFirst());
    }
  }

  private static Map<String, TensorNames> read() {
    CsvTable table = CsvTable.read("tensor-names.csv", ShippedFile.bytes(FILE));
    Map<String, TensorNames> all = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      TensorNames names =
          all.computeIfAbsent(
              row.cell(0), word -> new TensorNames(word, new EnumMap<>(TensorRole.class)));
      names
          .names()
          .computeIfAbsent(TensorRole.VOCABULARY.parse(row.cell(1)), role -> new ArrayList<>())
          .add(new Name(row.cell(2), StoredOrder.VOCABULARY.parse(row.cell(3))));
    }
    return all;
  }

  /** The names of that word. */
  static TensorNames of(String naming) {
    TensorNames names = ALL.get(naming);
    if (names == null) {
      throw new IllegalArgumentException("no naming " + naming);
    }
    return names;
  }

  /**
   * The names that a file of a family's model has.
   *
   * @throws SpecException if the family's weights are not read
   */
  static TensorNames of(ModelFamily family, TensorSource source) {
    List<String> namings = namings(family);
    Set<String> found = new HashSet<>(source.names());
    for (String naming : namings) {
      Name embedding = of(naming).name(TensorRole.EMBEDDING);
      if (embedding.of(0).stream().anyMatch(found::contains)) {
        return of(naming);
      }
    }
    return of(namings.getFirst());
  }

  private static List<String> namings(ModelFamily family) {
    return switch (family) {
      case LLAMA, MISTRAL -> List.of("llama", "gguf-llama");
      case BITNET, QWEN2 -> List.of("llama", "gguf");
      case GEMMA -> List.of("llama");
      case PHI -> List.of("phi", "phi-msft");
      case GPT2 -> List.of("gpt2");
      case OPT -> List.of("opt");
      default ->
          throw new SpecException(
              "weights of the family "
                  + family.label()
                  + " are not read; read are llama, mistral, qwen2, gemma, phi, gpt2, opt, bitnet");
    };
  }

  /** The naming of GGUF files of a family; only those of Llama's kind have one. */
  static TensorNames ofGguf(ModelFamily family) {
    List<String> namings = namings(family);
    if (!namings.getLast().startsWith("gguf")) {
      throw new SpecException(
          "a GGUF file of the family "
              + family.label()
              + " is not written; written are llama, mistral, qwen2, bitnet");
    }
    return of(namings.getLast());
  }

  Name name(TensorRole role) {
    List<Name> all = names.get(role);
    if (all == null) {
      throw new SpecException("files of the naming " + naming + " have no " + role.label());
    }
    return all.getFirst();
  }

  /** Names of what is stored although it is not read. */
  List<Name> derived() {
    return names.getOrDefault(TensorRole.DERIVED, List.of());
  }
}
