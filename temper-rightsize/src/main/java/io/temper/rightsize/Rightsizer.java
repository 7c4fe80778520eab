package io.temper.rightsize;

/**
 * Recommends CPU requests: {@code Rightsizer.standard().recommend(history, current, context)}. Pure: the
 * same history gives the same recommendation.
 *
 * @param base what the margin, the factors and the minimum are taken from
 * @param tolerance by which share a request may be off without being worth a change
 * @param fewestSamples with fewer windows nothing is said
 * @param fewestToLower with fewer windows nothing is lowered
 */
public record Rightsizer(
    BaseEstimator base, double tolerance, long fewestSamples, long fewestToLower) {
  /**
   * Returns the one with the standard numbers: the margin of 15 %, the minimum and the factors of {@link
   * BaseEstimator#STANDARD}, a tolerance of 10 %, ten windows to speak and sixty to lower.
   *
   * @return a rightsizer
   */
  public static Rightsizer standard() {
    return new Rightsizer(BaseEstimator.STANDARD, 0.1, 10, 60);
  }

  /**
   * Recommends what a container should request.
   *
   * @param history what its threads did
   * @param current what it asks for now
   * @param context what else is known of it
   * @return the recommendation
   */
  public Recommendation recommend(
      UsageHistory history, CurrentResources current, SizingContext context) {
    return new Sizing(this, history, current, context).recommend();
  }
}
