package io.bitwright.testbench.liberty;

import java.util.Optional;

/**
 * How an edge of one pin reaches another. The tables of constraints (setup, hold and the like) are
 * not read: such an arc has none.
 *
 * @param relatedPin the pin at which it begins; empty if the library names none
 * @param sense which edge causes which; empty if the library leaves it to the pin's function
 * @param type what the arc states
 * @param when the condition on the other pins under which it holds; empty: always
 * @param cellRise seconds to the output's rise, over slew and load
 * @param cellFall seconds to the output's fall
 * @param riseTransition seconds that the output's rise takes, between the slew thresholds
 * @param fallTransition seconds that the output's fall takes
 */
public record TimingArc(
    Optional<String> relatedPin,
    Optional<TimingSense> sense,
    TimingType type,
    Optional<BooleanExpression> when,
    Optional<LookupTable> cellRise,
    Optional<LookupTable> cellFall,
    Optional<LookupTable> riseTransition,
    Optional<LookupTable> fallTransition) {}
