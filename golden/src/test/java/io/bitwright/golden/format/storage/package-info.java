@NullMarked
package io.bitwright.golden.format.storage;

import org.jspecify.annotations.NullMarked;
