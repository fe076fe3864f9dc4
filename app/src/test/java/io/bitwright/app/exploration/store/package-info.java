@NullMarked
package io.bitwright.app.exploration.store;

import org.jspecify.annotations.NullMarked;
