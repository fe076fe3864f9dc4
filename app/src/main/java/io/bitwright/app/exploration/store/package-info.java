/** Evaluated points on disk: kept while an exploration runs, and written as files at its end. */
@NullMarked
package io.bitwright.app.exploration.store;

import org.jspecify.annotations.NullMarked;
