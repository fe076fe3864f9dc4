/** Tests of a chip, as a user of Bitwright writes them. */
@NullMarked
package org.example.chip;

import org.jspecify.annotations.NullMarked;
