/** The units that can be generated: their settings, and the streams they speak. */
@NullMarked
package io.bitwright.codegen.unit;

import org.jspecify.annotations.NullMarked;
