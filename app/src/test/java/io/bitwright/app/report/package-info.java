@NullMarked
package io.bitwright.app.report;

import org.jspecify.annotations.NullMarked;
