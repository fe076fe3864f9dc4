@NullMarked
package io.bitwright.app;

import org.jspecify.annotations.NullMarked;
