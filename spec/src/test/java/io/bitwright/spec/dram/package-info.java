@NullMarked
package io.bitwright.spec.dram;

import org.jspecify.annotations.NullMarked;
