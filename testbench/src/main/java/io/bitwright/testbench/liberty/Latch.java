package io.bitwright.testbench.liberty;

import java.util.Optional;

/**
 * The state of a level-triggered cell, {@code latch (IQ, IQN) { ... }}.
 *
 * @param state the name by which pin functions refer to the state
 * @param invertedState the name of the inverted state
 * @param enable while true, the state follows the data; empty for a cell of clear and preset alone
 * @param dataIn the data; empty for a cell of clear and preset alone
 * @param clear while true, the state is 0; empty if the cell has none
 * @param preset while true, the state is 1; empty if the cell has none
 */
public record Latch(
    String state,
    String invertedState,
    Optional<BooleanExpression> enable,
    Optional<BooleanExpression> dataIn,
    Optional<BooleanExpression> clear,
    Optional<BooleanExpression> preset) {}
