/** What is asked of an accelerator: a matmul or a phase of a model. */
@NullMarked
package io.bitwright.spec.workload;

import org.jspecify.annotations.NullMarked;
