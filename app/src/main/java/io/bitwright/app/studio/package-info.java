/** The studio: a page in the browser over what the commands do. */
@NullMarked
package io.bitwright.app.studio;

import org.jspecify.annotations.NullMarked;
