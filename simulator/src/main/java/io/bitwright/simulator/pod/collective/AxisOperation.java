package io.bitwright.simulator.pod.collective;

/** What is done along one axis, in all of its groups at once. */
enum AxisOperation {
  REDUCE_SCATTER,
  ALL_GATHER,
  ALL_REDUCE,
  ALL_TO_ALL,
  BROADCAST,
  SHIFT
}
