/** One class per subcommand: options in, a typed report out. */
@NullMarked
package io.bitwright.app.command;

import org.jspecify.annotations.NullMarked;
