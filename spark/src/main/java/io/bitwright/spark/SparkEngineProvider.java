package io.bitwright.spark;

import io.bitwright.app.exploration.EngineProvider;
import io.bitwright.app.exploration.ExplorationEngine;
import io.bitwright.app.exploration.ExplorationRequest;

/** Finds Spark where it is on the class path. */
public final class SparkEngineProvider implements EngineProvider {

  @Override
  public String label() {
    return SparkEngine.LABEL;
  }

  @Override
  public ExplorationEngine open(ExplorationRequest request, String master) {
    return SparkEngine.open(request, master);
  }
}
