package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.document.PathArgument;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.model.ModelLibrary;
import io.bitwright.spec.model.ModelReader;
import io.bitwright.spec.part.FpgaPart;
import io.bitwright.spec.part.FpgaPartLibrary;
import io.bitwright.spec.part.FpgaPartReader;
import io.bitwright.spec.space.DesignSpace;
import io.bitwright.spec.space.DesignSpaceReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All files of an exploration, so that another process can make the same of them.
 *
 * @param part null if the space names none
 * @param fidelity null if the space names no file of losses
 */
public record ExplorationRequest(
    NamedBytes space,
    NamedBytes model,
    NamedBytes machine,
    @Nullable NamedBytes part,
    @Nullable NamedBytes fidelity)
    implements Serializable {

  /**
   * Reads the files that a space names. Paths in a space start from its folder.
   *
   * @param model what the user named beside the space, which comes first
   * @throws SpecException if the space is wrong, or one of its files is missing or wrong
   */
  public static ExplorationRequest of(Path spaceFile, Optional<String> model) {
    NamedBytes space = NamedBytes.of(spaceFile);
    DesignSpace read = DesignSpaceReader.read(space.name(), space.bytes());
    String modelName =
        model
            .or(read::model)
            .orElseThrow(
                () -> new SpecException(spaceFile + ": model: missing; write one, or --model"));
    Path folder = spaceFile.toAbsolutePath().getParent();
    Path base = model.isPresent() || folder == null ? Path.of("") : folder;
    return new ExplorationRequest(
        space,
        modelFile(modelName, base),
        read.isPod()
            ? NamedBytes.shipped(read.base())
            : named(read.base(), AcceleratorLibrary.names(), folder),
        read.part().map(part -> named(part, FpgaPartLibrary.names(), folder)).orElse(null),
        read.fidelityFile().map(file -> NamedBytes.of(below(folder).resolve(file))).orElse(null));
  }

  private static NamedBytes named(String name, List<String> shipped, @Nullable Path folder) {
    Path from = below(folder);
    return shipped.contains(name) || PathArgument.of(name, List.of(".yaml", ".yml")).isEmpty()
        ? NamedBytes.shipped(name)
        : NamedBytes.of(from.resolve(name));
  }

  private static Path below(@Nullable Path folder) {
    return folder == null ? Path.of("") : folder;
  }

  private static NamedBytes modelFile(String name, Path folder) {
    Path place = folder.resolve(name);
    if (ModelLibrary.names().contains(name) || (!Files.exists(place) && !name.endsWith(".json"))) {
      return NamedBytes.shipped(name);
    }
    Path file = Files.isDirectory(place) ? place.resolve("config.json") : place;
    NamedBytes config = NamedBytes.of(file);
    return new NamedBytes(ModelReader.read(place).name(), config.bytes());
  }

  /**
   * Makes the exploration of the files.
   *
   * @throws SpecException if one of them is wrong
   */
  public Exploration exploration() {
    DesignSpace written = DesignSpaceReader.read(space.name(), space.bytes());
    DesignSpace read =
        fidelity == null ? written : written.withFidelityLoss(QualityLosses.read(fidelity));
    return Exploration.of(read, modelConfig(), new ExploredMachine(description(read), fpgaPart()));
  }

  private ModelConfig modelConfig() {
    return model.ships()
        ? ModelLibrary.get(model.name())
        : ModelReader.read(model.name(), model.bytes());
  }

  private NamedBytes description(DesignSpace read) {
    return machine.ships() && !read.isPod()
        ? new NamedBytes(machine.name(), AcceleratorLibrary.yaml(machine.name()))
        : machine;
  }

  private Optional<FpgaPart> fpgaPart() {
    return Optional.ofNullable(part)
        .map(file ->
            file.ships()
                ? FpgaPartLibrary.get(file.name())
                : FpgaPartReader.read(file.name(), file.bytes()));
  }

  /** A digest of all that the results of an exploration depend on. */
  public String identity(Strategy strategy, long points, long seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Exploration exploration = exploration();
      String settings = strategy.label() + " " + points + " " + seed + " " + exploration.model();
      digest.update(settings.getBytes(StandardCharsets.UTF_8));
      digest.update(space.bytes());
      digest.update(exploration.machine().description().bytes());
      digest.update(String.valueOf(exploration.machine().part()).getBytes(StandardCharsets.UTF_8));
      if (fidelity != null) {
        digest.update(fidelity.bytes());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
