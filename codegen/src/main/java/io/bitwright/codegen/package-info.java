/** RTL of accelerators and units: rendered in memory, written whole. */
@NullMarked
package io.bitwright.codegen;

import org.jspecify.annotations.NullMarked;
