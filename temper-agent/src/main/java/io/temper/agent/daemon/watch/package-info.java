/**
 * What the agent looks at again and again, each by a thread of its own: what the loop plans from,
 * threads with profiles, what containers use, and what is reported of it.
 */
@NullMarked
package io.temper.agent.daemon.watch;

import org.jspecify.annotations.NullMarked;
