/**
 * Threads that go on whatever happens in them: what a node relies on must not end because of one error.
 */
@NullMarked
package io.temper.runtime.thread;

import org.jspecify.annotations.NullMarked;
