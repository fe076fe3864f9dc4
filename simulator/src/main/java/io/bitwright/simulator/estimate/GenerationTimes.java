package io.bitwright.simulator.estimate;

/**
 * What a reader of generated text waits for.
 *
 * @param timeToFirstTokenSeconds until the first token stands: the prompt's passes, whose last
 *     gives it; those of a draft included
 * @param timePerOutputTokenSeconds from one token to the next on average: the decode steps' time by
 *     the number of new tokens of a sequence
 */
public record GenerationTimes(double timeToFirstTokenSeconds, double timePerOutputTokenSeconds) {}
