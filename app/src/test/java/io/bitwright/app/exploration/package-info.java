@NullMarked
package io.bitwright.app.exploration;

import org.jspecify.annotations.NullMarked;
