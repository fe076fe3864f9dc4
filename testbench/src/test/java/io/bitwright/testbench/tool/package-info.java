@NullMarked
package io.bitwright.testbench.tool;

import org.jspecify.annotations.NullMarked;
