package io.bitwright.spec.scalesim;

import io.bitwright.spec.workload.MatmulShape;
import java.util.Optional;

/**
 * A layer of a topology.
 *
 * @param name as the file names it
 * @param matmul the product: that of the file, or the convolution's by im2col
 * @param convolution the convolution, if it is one
 */
public record ScaleSimLayer(
    String name, MatmulShape matmul, Optional<ScaleSimConvolution> convolution) {}
