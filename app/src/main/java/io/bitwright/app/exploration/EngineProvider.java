package io.bitwright.app.exploration;

import io.bitwright.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Where engines beside the local one come from: modules that are on the class path. */
public interface EngineProvider {

  /** The word users choose the engine by. */
  String label();

  /**
   * Starts the engine.
   *
   * @param master where it runs, as the user wrote it; empty if nothing was said
   * @throws SpecException if it cannot be reached
   */
  ExplorationEngine open(ExplorationRequest request, String master);

  /**
   * The provider of a word.
   *
   * @throws SpecException naming the known ones
   */
  static EngineProvider of(String label) {
    List<String> known = new ArrayList<>(List.of("local"));
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.label().equals(label)) {
        return provider;
      }
      known.add(provider.label());
    }
    throw new SpecException(
        "--engine: unknown engine '" + label + "'; here are: " + String.join(", ", known));
  }
}
