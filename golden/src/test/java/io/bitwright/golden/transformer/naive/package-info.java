/**
 * Forward passes in fp64, written from the formulas over the files' own tensor names: what the
 * reference transformer is held against.
 */
@NullMarked
package io.bitwright.golden.transformer.naive;

import org.jspecify.annotations.NullMarked;
