@NullMarked
package io.bitwright.codegen.unit;

import org.jspecify.annotations.NullMarked;
