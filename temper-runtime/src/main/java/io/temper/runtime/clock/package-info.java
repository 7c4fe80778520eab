/** The clocks that the control loop goes by. */
@NullMarked
@EvolvingApi
package io.temper.runtime.clock;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
