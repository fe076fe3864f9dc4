package io.bitwright.testbench.liberty;

import java.util.Optional;

/**
 * The energy that a cell takes within itself when a pin changes, beyond what charges the load.
 * Negative entries are usual: they correct what another entry or the load counts.
 *
 * @param relatedPin the pin whose change causes the output's; empty at an input pin, where the
 *     pin's own change counts
 * @param relatedPowerGroundPin the rail from which the energy comes; empty: of all rails. A library
 *     may list the supply's and the ground's share apart: adding both may count one charge twice
 * @param when the condition on the other pins under which it holds; empty: always, or where no
 *     other entry holds
 * @param risePower joules for a rise of the pin, over slew and load
 * @param fallPower joules for a fall of the pin
 */
public record InternalPower(
    Optional<String> relatedPin,
    Optional<String> relatedPowerGroundPin,
    Optional<BooleanExpression> when,
    Optional<LookupTable> risePower,
    Optional<LookupTable> fallPower) {}
