@NullMarked
package io.bitwright.app.studio.http;

import org.jspecify.annotations.NullMarked;
