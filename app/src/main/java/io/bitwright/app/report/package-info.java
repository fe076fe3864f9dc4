/** How results reach people and scripts: text tables, JSON, progress, whole files. */
@NullMarked
package io.bitwright.app.report;

import org.jspecify.annotations.NullMarked;
