/**
 * Standard-cell libraries in the Liberty format (.lib): what a cell is, how long it takes and how
 * much energy it needs, in SI units.
 *
 * <p>{@link io.bitwright.testbench.liberty.LibertySyntax} knows the grammar (groups and
 * attributes), {@link io.bitwright.testbench.liberty.LibertyReader} what the groups mean. No tool
 * runs here.
 */
@NullMarked
package io.bitwright.testbench.liberty;

import org.jspecify.annotations.NullMarked;
