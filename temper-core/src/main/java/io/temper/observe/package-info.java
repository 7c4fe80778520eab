/**
 * Stage 5 of 7. Says what the scheduler did: how long each layer ran and waited, and how it ended. In:
 * numbers that a backend read. Out: {@link io.temper.observe.SchedulerSnapshot} and {@link
 * io.temper.observe.SchedulerExit}, for people, metrics and later stages. Pure.
 */
@NullMarked
@StableApi
package io.temper.observe;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
