/** Tests of energy in reports. */
@NullMarked
package io.bitwright.app.energy;

import org.jspecify.annotations.NullMarked;
