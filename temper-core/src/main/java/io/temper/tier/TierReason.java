package io.temper.tier;

import io.temper.workload.ServiceClass;

/** The rule that gave a workload its place. */
public sealed interface TierReason {

  /**
   * Says the rule with its numbers in one sentence.
   *
   * @return a sentence for people
   */
  String sentence();

  /**
   * The priority number reached the threshold of the tier.
   *
   * @param priority the workload's priority number
   * @param tier the tier
   * @param threshold the lowest priority number of the tier; {@link Integer#MIN_VALUE} if none
   */
  record ByPriority(int priority, Tier tier, int threshold) implements TierReason {
    @Override
    public String sentence() {
      if (threshold == Integer.MIN_VALUE) {
        return "Priority " + priority + " is below every threshold, so it is " + tier.label() + ".";
      }
      return "Priority " + priority + " is at least " + threshold + ", the threshold of "
          + tier.label() + ".";
    }
  }

  /**
   * Nobody chose a priority, so the service class decided.
   *
   * @param serviceClass the workload's service class
   * @param tier the tier that it leads to
   */
  record ByServiceClass(ServiceClass serviceClass, Tier tier) implements TierReason {
    @Override
    public String sentence() {
      return "No priority was chosen, and the service class " + serviceClass + " leads to "
          + tier.label() + ".";
    }
  }

  /**
   * Neither a priority nor a service class is known.
   *
   * @param tier the tier of the unknown
   */
  record ByDefault(Tier tier) implements TierReason {
    @Override
    public String sentence() {
      return "Neither a priority nor a service class is known, which leads to " + tier.label()
          + ".";
    }
  }

  /**
   * An annotation names the tier, and the policy honours it.
   *
   * @param key the annotation's key
   * @param tier the tier that it names
   */
  record ByAnnotation(String key, Tier tier) implements TierReason {
    @Override
    public String sentence() {
      return "The annotation " + key + " asks for " + tier.label() + ".";
    }
  }

  /**
   * The orchestrator itself depends on the workload.
   *
   * @param evidence the name of the priority class, or else the priority number
   */
  record BySystemPriority(String evidence) implements TierReason {
    @Override
    public String sentence() {
      return "The node depends on it (" + evidence + "), so it is in the system layer.";
    }
  }
}
