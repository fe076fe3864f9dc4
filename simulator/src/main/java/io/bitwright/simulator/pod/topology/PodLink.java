package io.bitwright.simulator.pod.topology;

/**
 * One direction of a link.
 *
 * @param index among the links of its pod, from 0
 * @param from a chip or a switch
 * @param to a chip or a switch
 * @param bytesPerSecond what it carries
 * @param hopSeconds what crossing it adds
 */
public record PodLink(int index, int from, int to, double bytesPerSecond, double hopSeconds) {}
