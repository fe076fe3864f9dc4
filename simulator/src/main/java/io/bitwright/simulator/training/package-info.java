/** What a training step stores and computes, and the order in which pipeline stages work. */
@NullMarked
package io.bitwright.simulator.training;

import org.jspecify.annotations.NullMarked;
