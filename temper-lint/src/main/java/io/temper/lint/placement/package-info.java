/** Rules that look at where threads and interrupts of a node run, against the plan in force. */
@NullMarked
@InternalApi
package io.temper.lint.placement;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
