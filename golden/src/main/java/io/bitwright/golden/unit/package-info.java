/** What each kind of unit computes, bit for bit; nothing here knows a beat or a cycle. */
@NullMarked
package io.bitwright.golden.unit;

import org.jspecify.annotations.NullMarked;
