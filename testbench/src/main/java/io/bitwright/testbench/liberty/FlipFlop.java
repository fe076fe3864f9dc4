package io.bitwright.testbench.liberty;

import java.util.Optional;

/**
 * The state of an edge-triggered cell, {@code ff (IQ, IQN) { ... }}.
 *
 * @param state the name by which pin functions refer to the state
 * @param invertedState the name of the inverted state
 * @param clockedOn the state takes the next one when this becomes true
 * @param nextState the next state
 * @param clear while true, the state is 0; empty if the cell has none
 * @param preset while true, the state is 1; empty if the cell has none
 */
public record FlipFlop(
    String state,
    String invertedState,
    BooleanExpression clockedOn,
    BooleanExpression nextState,
    Optional<BooleanExpression> clear,
    Optional<BooleanExpression> preset) {}
