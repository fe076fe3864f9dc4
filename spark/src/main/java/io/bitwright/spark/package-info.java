/** Explorations on a cluster of Apache Spark. */
@NullMarked
package io.bitwright.spark;

import org.jspecify.annotations.NullMarked;
