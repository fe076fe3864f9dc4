/** Benchmarks: programs that print figures, never tests. */
@NullMarked
package io.bitwright.bench;

import org.jspecify.annotations.NullMarked;
