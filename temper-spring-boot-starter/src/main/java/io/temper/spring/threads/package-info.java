/** Mode participant: puts the pools of an application into groups of threads, by their names. */
@NullMarked
@EvolvingApi
package io.temper.spring.threads;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
