/** Rules that look at where threads and interrupts of a node run, against the plan in force. */
@NullMarked
package io.temper.lint.placement;

import org.jspecify.annotations.NullMarked;
