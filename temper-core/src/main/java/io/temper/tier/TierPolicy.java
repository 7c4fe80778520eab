package io.temper.tier;

import io.temper.workload.Workload;

/** Decides the tier of one workload. Implementations are pure: same workload, same answer. */
@FunctionalInterface
public interface TierPolicy {

  /**
   * Returns where a workload belongs and the rule that decided it.
   *
   * @param workload any workload
   * @return its place
   */
  TierAssignment assign(Workload workload);

  /**
   * Returns the policy of {@link TierRules#STANDARD}.
   *
   * @return a policy that anybody can use
   */
  static TierPolicy standard() {
    return byRules(TierRules.STANDARD);
  }

  /**
   * Returns the standard policy with other thresholds.
   *
   * @param thresholds the lowest priority number of each tier
   * @return a policy that anybody can use
   */
  static TierPolicy byPriority(PriorityThresholds thresholds) {
    return byRules(TierRules.STANDARD.withThresholds(thresholds));
  }

  /**
   * Returns the policy that goes by the given rules.
   *
   * @param rules what decides
   * @return a policy that anybody can use
   */
  static TierPolicy byRules(TierRules rules) {
    return new RuledTierPolicy(rules);
  }
}
