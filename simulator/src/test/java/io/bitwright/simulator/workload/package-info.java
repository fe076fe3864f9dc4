@NullMarked
package io.bitwright.simulator.workload;

import org.jspecify.annotations.NullMarked;
