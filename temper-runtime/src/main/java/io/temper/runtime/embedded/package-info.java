/**
 * The control loop in the process of a program of yours, put together. In: a {@link
 * io.temper.runtime.embedded.NodeBuilder} with what the program brings, of which three things are needed. Out: a
 * {@link io.temper.runtime.embedded.RunningNode}. The agent puts its own together, of the same parts and more.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.embedded;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
