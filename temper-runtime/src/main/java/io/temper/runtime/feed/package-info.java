/**
 * What the control loop knows of the world: the last complete answer of each source, how old it is, and
 * what is wrong with the source. A source has a thread of its own, so a slow one delays nobody.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.feed;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
