@NullMarked
package io.bitwright.golden.checkpoint.model;

import org.jspecify.annotations.NullMarked;
