package io.bitwright.app.quality;

import io.bitwright.golden.fidelity.ActivationFormat;
import io.bitwright.golden.fidelity.FormatAssignment;
import io.bitwright.golden.fidelity.LayerFormat;
import io.bitwright.simulator.cost.CostEstimate;
import io.bitwright.simulator.energy.EnergyView;
import io.bitwright.simulator.estimate.Machine;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.Phase;
import io.bitwright.spec.workload.WorkloadSpec;
import java.util.Comparator;
import java.util.List;

/**
 * The energy of one more token of a model on a machine, by {@code estimate}'s system view.
 *
 * @param context tokens in the KV cache
 */
record DecodeEnergy(Machine machine, ModelConfig model, int context) {

  /** Of the model in the formats that it was trained for. */
  double asTrained() {
    return joulesPerToken(decode(model.nativeWeights(), model.nativeActivations()));
  }

  /**
   * Of the model with its linear layers in other formats: they are multiplied in the widest that
   * one of them needs, and take so many bits in memory.
   *
   * @param bitsPerWeight mean of the linear layers' weights, with scales and all
   */
  double of(FormatAssignment assignment, double bitsPerWeight) {
    List<LayerFormat> formats =
        assignment.layers().stream().flatMap(layer -> assignment.format(layer).stream()).toList();
    NumberFormat weights = widest(formats.stream().map(f -> f.weights().arithmetic()).toList());
    NumberFormat activations = widest(formats.stream().map(f -> operand(f.activations())).toList());
    return joulesPerToken(decode(weights, activations).withStoredWeightBits(bitsPerWeight));
  }

  private static NumberFormat widest(List<NumberFormat> formats) {
    return formats.stream()
        .max(Comparator.comparingInt(NumberFormat::registerBits))
        .orElseThrow(() -> new IllegalArgumentException("no layer has a format"));
  }

  private static NumberFormat operand(ActivationFormat format) {
    return switch (format) {
      case FP32 -> NumberFormat.FP32;
      case BF16 -> NumberFormat.BF16;
      case FP16 -> NumberFormat.FP16;
      case FP8_E4M3, FP8_E5M2 -> NumberFormat.FP8;
      case INT8, INT7, INT6, INT5 -> NumberFormat.INT8;
      case INT4, INT3, INT2 -> NumberFormat.INT4;
    };
  }

  private WorkloadSpec decode(NumberFormat weights, NumberFormat activations) {
    return new WorkloadSpec(Phase.DECODE, 1, 1, context, weights, activations);
  }

  private double joulesPerToken(WorkloadSpec workload) {
    return CostEstimate.ofModel(
            machine, model, workload, EnergyView.SYSTEM, machine.accelerator().energyNodeNm())
        .energy()
        .total();
  }
}
