package io.bitwright.spec.pod;

/**
 * One level of a pod.
 *
 * @param topology of the chips of one group of this level
 * @param link every link of the level
 */
public record PodLevel(Topology topology, LinkSpec link) {}
