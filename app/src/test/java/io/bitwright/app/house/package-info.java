/**
 * Rules of the whole repository: its layering, the size of its sources, the truth of its papers.
 */
@NullMarked
package io.bitwright.app.house;

import org.jspecify.annotations.NullMarked;
