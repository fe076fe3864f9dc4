/** What a user writes, read and checked: the only vocabulary the two flows share. */
@NullMarked
package io.bitwright.spec;

import org.jspecify.annotations.NullMarked;
