/** Pods as graphs of chips, switches and links, and as products of axes. */
@NullMarked
package io.bitwright.simulator.pod.topology;

import org.jspecify.annotations.NullMarked;
