/** Convolutional networks by their layers. */
@NullMarked
package io.bitwright.spec.convolution;

import org.jspecify.annotations.NullMarked;
