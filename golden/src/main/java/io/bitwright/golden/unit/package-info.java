/** What the generated stream units compute, bit for bit, without beats or cycles. */
@NullMarked
package io.bitwright.golden.unit;

import org.jspecify.annotations.NullMarked;
