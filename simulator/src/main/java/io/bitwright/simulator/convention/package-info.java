/** The BitNet papers' arithmetic-only energy convention and the published numbers it gives. */
@NullMarked
package io.bitwright.simulator.convention;

import org.jspecify.annotations.NullMarked;
