package io.temper.plan;

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
