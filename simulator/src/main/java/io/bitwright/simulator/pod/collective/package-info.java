/** Collectives: schedules of transfers, their play over the links, and their closed forms. */
@NullMarked
package io.bitwright.simulator.pod.collective;

import org.jspecify.annotations.NullMarked;
