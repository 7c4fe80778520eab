/**
 * Stage 2 of 7, beside {@code tier}. Says how the threads within one workload differ: groups of threads by
 * the names that the kernel shows, and how each group is treated among the others of its workload's tier.
 * In: {@code workload}, {@code node}. Out: {@link io.temper.profile.ProfileChoice}, read by {@code plan}
 * and by whoever places threads. Pure.
 *
 * <p>{@link io.temper.profile.ProfileCatalog} is the entry point.
 */
@NullMarked
@StableApi
package io.temper.profile;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
