package io.bitwright.golden.checkpoint.model;

import java.util.List;

/**
 * A tensor that a model has.
 *
 * @param layer its number, or -1 of what stands before or behind the layers
 * @param shape outputs, then inputs
 */
record ModelTensor(TensorRole role, int layer, List<Long> shape) {}
