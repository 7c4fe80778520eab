package io.temper.tier;

import java.util.List;
import java.util.Optional;

/** Where one workload belongs, the rule that decided it, and what was ignored on the way. */
public sealed interface TierAssignment {

  /**
   * Returns the tier.
   *
   * @return the tier; empty for the system layer, which stands above all tiers
   */
  Optional<Tier> tier();

  /**
   * Returns the rule that decided.
   *
   * @return the reason
   */
  TierReason reason();

  /**
   * Returns the annotations that ask for a tier but did not decide.
   *
   * @return an immutable list, usually empty
   */
  List<IgnoredAnnotation> ignored();

  /**
   * The workload is in a tier.
   *
   * @param value the tier
   * @param reason the rule that decided
   * @param ignored the annotations that did not decide
   */
  record InTier(Tier value, TierReason reason, List<IgnoredAnnotation> ignored)
      implements TierAssignment {
    /** Copies the list. */
    public InTier {
      ignored = List.copyOf(ignored);
    }

    @Override
    public Optional<Tier> tier() {
      return Optional.of(value);
    }
  }

  /**
   * The workload is in the system layer.
   *
   * @param reason the rule that decided
   * @param ignored the annotations that did not decide
   */
  record InSystemLayer(TierReason reason, List<IgnoredAnnotation> ignored)
      implements TierAssignment {
    /** Copies the list. */
    public InSystemLayer {
      ignored = List.copyOf(ignored);
    }

    @Override
    public Optional<Tier> tier() {
      return Optional.empty();
    }
  }
}
