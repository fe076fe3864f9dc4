/** What a model computes: its operators, their order, its parameters and its KV cache. */
@NullMarked
package io.bitwright.simulator.workload;

import org.jspecify.annotations.NullMarked;
