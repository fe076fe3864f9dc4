/** A server for one person on this machine: who may ask, what is asked, what is answered. */
@NullMarked
package io.bitwright.app.studio.http;

import org.jspecify.annotations.NullMarked;
