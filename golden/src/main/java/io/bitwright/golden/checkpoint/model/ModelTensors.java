package io.bitwright.golden.checkpoint.model;

import io.bitwright.golden.checkpoint.gguf.GgmlType;
import io.bitwright.golden.checkpoint.tensor.NewTensor;
import io.bitwright.golden.checkpoint.tensor.TensorSource;
import io.bitwright.golden.checkpoint.tensor.TensorValues;
import io.bitwright.spec.NearestWord;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.model.ModelConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The tensors of a file as those of a model: found by the names of the model's family, checked
 * against its configuration, and brought into one order.
 */
public final class ModelTensors {
  private final ModelConfig model;
  private final TensorSource source;
  private final TensorNames names;
  private final ModelShape shape;
  private final Map<ModelTensor, String> files = new HashMap<>();

  /**
   * @throws SpecException if the family's weights are not read, a tensor of the model is missing or
   *     of another shape, or there is one that the model does not have
   */
  public ModelTensors(ModelConfig model, TensorSource source) {
    this.model = model;
    this.source = source;
    this.names = TensorNames.of(model.family(), source);
    this.shape = new ModelShape(model);
    Set<String> found = new HashSet<>(source.names());
    for (ModelTensor tensor : shape.tensors()) {
      TensorNames.Name name = names.name(tensor.role());
      String file = name.in(found, tensor.layer());
      checkShape(file, name.order().storedShape(tensor.shape(), shape.part(tensor.role())));
      files.put(tensor, file);
    }
    refuseOtherTensors();
  }

  private void checkShape(String name, List<Long> expected) {
    List<Long> found = source.shape(name);
    if (!found.equals(expected)) {
      throw new SpecException(
          "%s: tensor '%s' has the shape %s, but the configuration of %s asks for %s"
              .formatted(source.file(), name, found, model.name(), expected));
    }
  }

  private void refuseOtherTensors() {
    Set<String> known = new HashSet<>(files.values());
    // The embedding stands for a tied head that is stored a second time.
    known.addAll(names.name(TensorRole.HEAD).of(0));
    for (int layer = 0; layer < model.layers(); layer++) {
      for (TensorNames.Name derived : names.derived()) {
        known.addAll(derived.of(layer));
      }
    }
    for (String name : source.names()) {
      if (!known.contains(name)) {
        throw new SpecException(
            "%s: tensor '%s' is not part of the %s model %s%s"
                .formatted(
                    source.file(),
                    name,
                    model.family().label(),
                    model.name(),
                    NearestWord.hint(name, known)));
      }
    }
  }

  /**
   * All weights as fp32, 4 bytes a parameter.
   *
   * @throws SpecException if a value is not finite
   */
  public TransformerWeights weights() {
    float[][] embedding = matrix(TensorRole.EMBEDDING, -1);
    List<TransformerLayerWeights> layers = new ArrayList<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      layers.add(layer(layer));
    }
    boolean tied = find(TensorRole.HEAD, -1).isEmpty();
    float[][] head = tied ? embedding : matrix(TensorRole.HEAD, -1);
    return new TransformerWeights(
        embedding,
        find(TensorRole.POSITIONS, -1).isPresent() ? matrix(TensorRole.POSITIONS, -1) : null,
        linear(TensorRole.INPUT_PROJECTION, -1).orElse(null),
        layers,
        norm(TensorRole.FINAL_NORM, -1).orElse(null),
        linear(TensorRole.OUTPUT_PROJECTION, -1).orElse(null),
        new LinearWeights(head, vector(TensorRole.HEAD_BIAS, -1).orElse(null)));
  }

  private TransformerLayerWeights layer(int layer) {
    return new TransformerLayerWeights(
        norm(TensorRole.INPUT_NORM, layer).orElseThrow(),
        linear(TensorRole.QUERY, layer).orElseThrow(),
        linear(TensorRole.KEY, layer).orElseThrow(),
        linear(TensorRole.VALUE, layer).orElseThrow(),
        norm(TensorRole.ATTENTION_SUB_NORM, layer).orElse(null),
        linear(TensorRole.OUTPUT, layer).orElseThrow(),
        norm(TensorRole.POST_ATTENTION_NORM, layer).orElse(null),
        linear(TensorRole.GATE, layer).orElse(null),
        linear(TensorRole.UP, layer).orElseThrow(),
        norm(TensorRole.FEED_FORWARD_SUB_NORM, layer).orElse(null),
        linear(TensorRole.DOWN, layer).orElseThrow());
  }

  private Optional<LinearWeights> linear(TensorRole role, int layer) {
    return find(role, layer)
        .map(tensor -> new LinearWeights(view(tensor).matrix(), biasOf(role, layer).orElse(null)));
  }

  private Optional<NormWeights> norm(TensorRole role, int layer) {
    return vector(role, layer).map(gain -> new NormWeights(gain, biasOf(role, layer).orElse(null)));
  }

  private Optional<float[]> biasOf(TensorRole role, int layer) {
    return switch (role) {
      case INPUT_PROJECTION, OUTPUT_PROJECTION, ATTENTION_SUB_NORM, FEED_FORWARD_SUB_NORM ->
          Optional.empty();
      default -> vector(role.bias(), layer);
    };
  }

  private Optional<float[]> vector(TensorRole role, int layer) {
    return find(role, layer).map(tensor -> view(tensor).floats());
  }

  private float[][] matrix(TensorRole role, int layer) {
    return view(find(role, layer).orElseThrow()).matrix();
  }

  private Optional<ModelTensor> find(TensorRole role, int layer) {
    return shape.tensors().stream()
        .filter(tensor -> tensor.role() == role && tensor.layer() == layer)
        .findFirst();
  }

  private TensorView view(ModelTensor tensor) {
    return new TensorView(source.file(), nameOf(tensor), tensor.shape(), values(tensor));
  }

  private String nameOf(ModelTensor tensor) {
    return Optional.ofNullable(files.get(tensor)).orElseThrow();
  }

  private TensorValues values(ModelTensor tensor) {
    return names
        .name(tensor.role())
        .order()
        .toModel(source.values(nameOf(tensor)), tensor.shape(), shape.part(tensor.role()));
  }

  /**
   * The same tensors for a GGUF file.
   *
   * @param types element type of each tensor; norms and biases are F32, as files have them
   * @throws SpecException if GGUF files of the family are not written
   */
  public List<NewTensor<GgmlType>> forGguf(Function<TensorRole, GgmlType> types) {
    TensorNames gguf = TensorNames.ofGguf(model.family());
    List<NewTensor<GgmlType>> written = new ArrayList<>();
    for (ModelTensor tensor : shape.tensors()) {
      TensorNames.Name name = gguf.name(tensor.role());
      GgmlType type = tensor.shape().size() == 1 ? GgmlType.F32 : types.apply(tensor.role());
      written.add(
          new NewTensor<>(
              name.of(tensor.layer()).getFirst(),
              type,
              tensor.shape(),
              name.order().toFile(values(tensor), tensor.shape(), shape.part(tensor.role()))));
    }
    return written;
  }
}
