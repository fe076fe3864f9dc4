@NullMarked
package io.bitwright.codegen;

import org.jspecify.annotations.NullMarked;
