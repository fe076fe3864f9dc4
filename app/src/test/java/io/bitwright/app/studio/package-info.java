@NullMarked
package io.bitwright.app.studio;

import org.jspecify.annotations.NullMarked;
