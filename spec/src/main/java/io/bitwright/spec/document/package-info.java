/** YAML and JSON files as trees that know their lines, and typed access to them. */
@NullMarked
package io.bitwright.spec.document;

import org.jspecify.annotations.NullMarked;
