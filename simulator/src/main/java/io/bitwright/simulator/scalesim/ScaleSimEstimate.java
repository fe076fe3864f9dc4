package io.bitwright.simulator.scalesim;

import io.bitwright.spec.workload.MatmulShape;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What SCALE-Sim reports for one product, its stalls left out.
 *
 * @param shape the product
 * @param cycles {@code Total Cycles} without stall cycles
 * @param stalls whether SCALE-Sim would add stall cycles
 * @param overallUtilisation {@code Overall Util}, a share of 1: multiply-accumulates over those
 *     that all elements could do in these cycles
 * @param mappingEfficiency {@code Mapping Efficiency}, a share of 1: elements in use, on average
 * @param computeUtilisation {@code Compute Util}, a share of 1
 * @param sram words that the SRAMs read and write for the array
 * @param dram words on the DRAM interfaces, if all three tensors lie in the SRAMs
 * @param cyclesWithPrefetch {@code Total Cycles (incl. prefetch)}, as dram
 */
public record ScaleSimEstimate(
    MatmulShape shape,
    long cycles,
    ScaleSimStalls stalls,
    double overallUtilisation,
    double mappingEfficiency,
    double computeUtilisation,
    ScaleSimTraffic sram,
    Optional<ScaleSimTraffic> dram,
    OptionalLong cyclesWithPrefetch) {}
