/**
 * Stage 7 of 7. Says what CPU request a container needs, from what its threads did and waited for. In:
 * {@link io.temper.rightsize.usage.UsageSample}s, kept as a {@link io.temper.rightsize.UsageHistory}. Out:
 * {@link io.temper.rightsize.Recommendation}, made by {@link io.temper.rightsize.Rightsizer}. Pure.
 */
@NullMarked
@EvolvingApi
package io.temper.rightsize;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
