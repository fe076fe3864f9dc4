/** {@code demo}: the whole loop on the trained decoder that ships. */
@NullMarked
package io.bitwright.app.demo;

import org.jspecify.annotations.NullMarked;
