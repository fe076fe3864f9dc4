package io.bitwright.app.generation;

import java.util.List;

/**
 * A continued prompt, and what it took.
 *
 * @param cycles clock cycles of the linear layers on the matrix unit: the RTL's own if it ran
 * @param simulatedCycles the same as the simulator predicts them
 * @param estimatedSeconds time of the passes of all models on the accelerator
 * @param energyJoules energy of these passes, system view
 * @param energyPerTokenJoules the same by new tokens
 * @param ranOnRtl whether the cycles are the RTL's
 */
record RunFigures(
    String model,
    String engine,
    String accelerator,
    String weights,
    int promptTokens,
    String prompt,
    String text,
    List<Integer> tokens,
    long cycles,
    long simulatedCycles,
    double estimatedSeconds,
    double energyJoules,
    double energyPerTokenJoules,
    boolean ranOnRtl) {}
