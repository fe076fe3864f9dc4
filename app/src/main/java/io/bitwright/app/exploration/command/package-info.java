/** {@code bitwright explore}: options, progress and reports. */
@NullMarked
package io.bitwright.app.exploration.command;

import org.jspecify.annotations.NullMarked;
