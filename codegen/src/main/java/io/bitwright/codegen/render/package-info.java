/** The template engine. */
@NullMarked
package io.bitwright.codegen.render;

import org.jspecify.annotations.NullMarked;
