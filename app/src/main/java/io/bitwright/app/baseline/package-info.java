/**
 * Figures of a run held against those of an earlier one, whose JSON document was kept.
 *
 * <p>{@link io.bitwright.app.baseline.FigureDocument} reads the figures of a document, {@link
 * io.bitwright.app.baseline.FigureComparison} pairs those of two, and a {@link
 * io.bitwright.app.baseline.FigureChange} is one of the pairs.
 */
@NullMarked
package io.bitwright.app.baseline;

import org.jspecify.annotations.NullMarked;
