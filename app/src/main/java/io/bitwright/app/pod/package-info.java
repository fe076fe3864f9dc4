/** Estimates of several chips and of training: options, requests, tables and pages. */
@NullMarked
package io.bitwright.app.pod;

import org.jspecify.annotations.NullMarked;
