/** JMH benchmarks: what the program's speed is reported from, never a test. */
@NullMarked
package io.bitwright.bench;

import org.jspecify.annotations.NullMarked;
