/**
 * Threads that go on whatever happens in them: what a node relies on must not end because of one error.
 */
@NullMarked
@InternalApi
package io.temper.runtime.thread;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
