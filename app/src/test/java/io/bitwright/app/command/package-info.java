@NullMarked
package io.bitwright.app.command;

import org.jspecify.annotations.NullMarked;
