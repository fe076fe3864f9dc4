/** Valid/ready streams: when their partners are willing, and the timing of pipelines on them. */
@NullMarked
package io.bitwright.simulator.timing.stream;

import org.jspecify.annotations.NullMarked;
