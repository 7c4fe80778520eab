/**
 * Stage 2 of 7. Decides how much each workload matters. In: {@code workload}. Out: {@link
 * io.temper.tier.TierAssignment}, a tier with the rule that decided it, read by {@code plan}. Pure.
 */
@NullMarked
@StableApi
package io.temper.tier;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
