package io.bitwright.testbench.liberty;

import java.util.Optional;

/**
 * What a cell takes at rest.
 *
 * @param when the condition on the pins under which it holds; empty: always, or where no other
 *     entry holds
 * @param relatedPowerGroundPin the rail from which it comes; empty: all rails
 * @param watts the power
 */
public record LeakagePower(
    Optional<BooleanExpression> when, Optional<String> relatedPowerGroundPin, double watts) {}
