/** The command {@code bitwright}: entry point, subcommands, error messages and exit status. */
@NullMarked
package io.bitwright.app;

import org.jspecify.annotations.NullMarked;
