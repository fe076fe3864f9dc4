/** Quantisers of trained matrices into the formats of io.bitwright.golden.format.storage. */
@NullMarked
package io.bitwright.golden.quantiser.posttraining;

import org.jspecify.annotations.NullMarked;
