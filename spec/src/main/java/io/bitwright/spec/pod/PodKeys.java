package io.bitwright.spec.pod;

import java.util.List;

/** The keys of a pod's description. */
public final class PodKeys {
  public static final List<String> TOP =
      List.of("name", "description", "source", "accelerator", "launch", "overlap", "levels");
  public static final List<String> LEVEL =
      List.of(
          "topology",
          "chips",
          "axes",
          "wrap",
          "twist",
          "cube",
          "dimensions",
          "oversubscription",
          "link");
  public static final List<String> LINK =
      List.of("kind", "bandwidth", "latency", "start", "hop", "protocols");
  public static final List<String> PROTOCOL = List.of("name", "bandwidth", "latency");

  private PodKeys() {}
}
