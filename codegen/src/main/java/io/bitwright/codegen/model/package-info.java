/** One typed model a template: every width, name and number that a template lays out. */
@NullMarked
package io.bitwright.codegen.model;

import org.jspecify.annotations.NullMarked;
