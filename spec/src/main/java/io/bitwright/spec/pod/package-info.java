/** Pods: the chips of one system and the links between them. */
@NullMarked
package io.bitwright.spec.pod;

import org.jspecify.annotations.NullMarked;
