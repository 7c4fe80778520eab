package io.temper.plan.diff;

import io.temper.plan.Decision;

/** What differs in what a user might not expect. Nothing is written for it. */
public sealed interface DecisionChange extends PlanChange {

  /**
   * Returns the decision that it is about.
   *
   * @return a decision of one of the two plans
   */
  Decision decision();

  @Override
  default Reach reach() {
    return Reach.NOTHING;
  }

  /**
   * The later plan decides something that the earlier did not.
   *
   * @param decision the decision
   */
  record DecisionAppeared(Decision decision) implements DecisionChange {
    @Override
    public String sentence() {
      return "New: " + decision.name() + ". " + decision.sentence();
    }
  }

  /**
   * Both plans decide it, with other numbers.
   *
   * @param before the decision of the earlier plan
   * @param decision the decision of the later plan; of the same name, about the same thing
   */
  record DecisionChanged(Decision before, Decision decision) implements DecisionChange {
    @Override
    public String sentence() {
      return "Now: " + decision.name() + ". " + decision.sentence();
    }
  }

  /**
   * The later plan does not decide something any more.
   *
   * @param decision the decision
   */
  record DecisionGone(Decision decision) implements DecisionChange {
    @Override
    public String sentence() {
      return "No longer: " + decision.name() + ". " + decision.sentence();
    }
  }
}
