package io.bitwright.spark;

import io.bitwright.spec.SpecException;
import org.apache.spark.SparkConf;

/**
 * Spark's settings for an exploration. What a user says, in Java properties {@code spark.*} or to
 * {@code spark-submit}, comes first.
 */
final class SparkSettings {
  private static final String NAME = "bitwright explore";

  /** The flags of {@code ./bitwright} that keep the JVM from warning about Spark's own code. */
  private static final String JAVA_FLAGS =
      "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

  private SparkSettings() {}

  /**
   * The settings.
   *
   * @param master as the user wrote it; empty if nothing was said
   * @throws SpecException if it is none, or nothing listens there
   */
  static SparkConf of(String master, ShippedJars jars) {
    SparkConf settings = new SparkConf(true).setIfMissing("spark.app.name", NAME);
    boolean submitted = master.isEmpty() && settings.contains("spark.master");
    if (!submitted) {
      SparkMaster place = SparkMaster.of(master);
      settings.setMaster(place.url());
      if (place.isThisMachine()) {
        settings.setIfMissing("spark.driver.host", SparkMaster.loopback());
        settings.setIfMissing("spark.driver.bindAddress", SparkMaster.loopback());
      }
      if (!place.isThisProcess() && !settings.contains("spark.jars")) {
        settings.setJars(jars.paths());
      }
    }
    return settings
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        .setIfMissing("spark.executor.extraJavaOptions", JAVA_FLAGS)
        // A point is lost only if so many machines are lost under it.
        .setIfMissing("spark.task.maxFailures", "8");
  }
}
