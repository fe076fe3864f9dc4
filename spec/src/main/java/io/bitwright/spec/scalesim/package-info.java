/**
 * The files of the simulator SCALE-Sim, versions 2 and 3: a configuration and a topology
 * (https://github.com/scalesim-project/SCALE-Sim, its README and {@code configs/}, {@code
 * topologies/}).
 */
@NullMarked
package io.bitwright.spec.scalesim;

import org.jspecify.annotations.NullMarked;
