package io.temper.agent.units;

import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a unit say of it in the section {@code [X-Temper]}.
 *
 * @param tier how much it matters; null if they do not say
 * @param request the CPU time that it is promised
 */
record UnitSettings(@Nullable Tier tier, CpuQuantity request) {
  static final UnitSettings NONE = new UnitSettings(null, CpuQuantity.ZERO);

  UnitSettings withTier(@Nullable Tier value) {
    return new UnitSettings(value, request);
  }

  UnitSettings withRequest(CpuQuantity value) {
    return new UnitSettings(tier, value);
  }
}
