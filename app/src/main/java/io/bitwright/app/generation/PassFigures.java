package io.bitwright.app.generation;

/**
 * A forward pass and what it costs, as the simulator says.
 *
 * @param number of the pass, from 1
 * @param kind of the prompt, of a token, of a draft, or of several tokens scored at once
 * @param sequences side by side
 * @param tokens new ones of each sequence
 * @param context tokens of each sequence that were there before
 * @param linearCycles clock cycles of the linear layers on the matrix unit
 * @param seconds time of the whole model
 * @param joules energy of the whole model, system view
 */
record PassFigures(
    int number,
    String kind,
    int sequences,
    int tokens,
    int context,
    long linearCycles,
    double seconds,
    double joules) {}
