/** Two documents of one command, figure by figure. */
@NullMarked
package io.bitwright.app.comparison;

import org.jspecify.annotations.NullMarked;
