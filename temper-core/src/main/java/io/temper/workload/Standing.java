package io.temper.workload;

import java.util.Map;

/** How a {@link WorkloadRule} says how much its workloads matter: by tier, or by a number. */
public sealed interface Standing {

  /**
   * Writes this into a workload.
   *
   * @param workload the workload that is being built
   */
  void applyTo(WorkloadBuilder workload);

  /**
   * The name of a tier. It becomes the annotation {@code temper.io/tier}, for the tier policy to honour.
   *
   * @param label for example {@code critical}; whether there is such a tier is known to the policy
   */
  record OfTier(String label) implements Standing {
    /**
     * Checks the label.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public OfTier {
      if (label.isBlank()) {
        throw new IllegalArgumentException("the label of a tier must not be blank");
      }
    }

    @Override
    public void applyTo(WorkloadBuilder workload) {
      workload.annotations(Map.of(AnnotationPrefixes.STANDARD.primary() + "tier", label));
    }
  }

  /**
   * A priority number, which the tier policy compares with its thresholds.
   *
   * @param number any number; more is more important
   */
  record OfPriority(int number) implements Standing {
    @Override
    public void applyTo(WorkloadBuilder workload) {
      workload.priority(number);
    }
  }
}
