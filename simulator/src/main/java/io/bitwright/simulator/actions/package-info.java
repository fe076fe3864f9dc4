/** What a run does, counted: the only thing energy is computed from. */
@NullMarked
package io.bitwright.simulator.actions;

import org.jspecify.annotations.NullMarked;
