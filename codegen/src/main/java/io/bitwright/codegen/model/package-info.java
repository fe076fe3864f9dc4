/** One typed record per template, of the same name; every value a template shows is a field. */
@NullMarked
package io.bitwright.codegen.model;

import org.jspecify.annotations.NullMarked;
