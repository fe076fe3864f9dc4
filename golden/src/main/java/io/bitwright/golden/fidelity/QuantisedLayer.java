package io.bitwright.golden.fidelity;

import io.bitwright.golden.transformer.LinearLayer;

/**
 * A linear layer in a format.
 *
 * @param arithmetic what it computes
 * @param bits what its weights take, with scales and all else that is its own
 * @param sharedTableBits what layers of this format share, to be counted once for all of them
 */
record QuantisedLayer(LinearLayer arithmetic, long bits, long sharedTableBits) {}
