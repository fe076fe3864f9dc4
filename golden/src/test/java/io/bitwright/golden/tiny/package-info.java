/** Models of a few hundred weights of every family that is computed, for tests. */
@NullMarked
package io.bitwright.golden.tiny;

import org.jspecify.annotations.NullMarked;
