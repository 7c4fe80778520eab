/** What a test tagged "kernel" says of itself, so that the lab can boot the right machine and keep its results. */
@NullMarked
@EvolvingApi
package io.temper.testkit.kernel;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
