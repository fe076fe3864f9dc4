@NullMarked
package io.bitwright.golden.quantiser.posttraining;

import org.jspecify.annotations.NullMarked;
