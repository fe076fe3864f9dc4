/** Accelerator descriptions: one YAML file that is both predicted and built. */
@NullMarked
package io.bitwright.spec.accelerator;

import org.jspecify.annotations.NullMarked;
