@NullMarked
package io.bitwright.app.startup;

import org.jspecify.annotations.NullMarked;
