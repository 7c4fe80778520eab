/** Words for inputs that cannot be read, the same for files of all kinds. */
@NullMarked
@EvolvingApi
package io.temper.runtime.input;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
