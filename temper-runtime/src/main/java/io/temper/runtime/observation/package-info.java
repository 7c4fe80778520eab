/**
 * What the node and its scheduler do, gathered for whoever watches them: metrics, HTTP, an embedder. The
 * scheduler is read by a thread of its own, so that nobody who watches waits for it.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.observation;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
