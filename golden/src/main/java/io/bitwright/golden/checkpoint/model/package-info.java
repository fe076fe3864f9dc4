/** The weights of transformers of all families under one description, whatever their files say. */
@NullMarked
package io.bitwright.golden.checkpoint.model;

import org.jspecify.annotations.NullMarked;
