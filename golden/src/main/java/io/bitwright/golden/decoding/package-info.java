/** Text from a model: how the next token is chosen, alone, by beams and with a draft. */
@NullMarked
package io.bitwright.golden.decoding;

import org.jspecify.annotations.NullMarked;
