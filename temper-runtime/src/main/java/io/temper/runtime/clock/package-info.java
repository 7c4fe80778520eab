/** The clocks that the control loop goes by. */
@NullMarked
package io.temper.runtime.clock;

import org.jspecify.annotations.NullMarked;
