package io.temper.profile;

/** The rule that gave a workload its profile, or none. */
public sealed interface ProfileReason {

  /**
   * Says the rule in one sentence.
   *
   * @return a sentence for people
   */
  String sentence();

  /**
   * An annotation names the profile.
   *
   * @param key the annotation's key
   * @param id the profile
   */
  record ByAnnotation(String key, String id) implements ProfileReason {
    @Override
    public String sentence() {
      return "The annotation " + key + " asks for the profile " + id + ".";
    }
  }

  /**
   * An image of the workload matches a pattern of the profile.
   *
   * @param image the image
   * @param pattern the pattern that says most of those that match
   * @param id the profile
   */
  record ByImage(String image, String pattern, String id) implements ProfileReason {
    @Override
    public String sentence() {
      return "The image " + image + " matches " + pattern + ", a pattern of the profile " + id
          + ".";
    }
  }

  /**
   * An annotation asks for no profile.
   *
   * @param key the annotation's key
   */
  record Declined(String key) implements ProfileReason {
    @Override
    public String sentence() {
      return "The annotation " + key + " asks for no profile.";
    }
  }

  /**
   * An annotation names a profile that is not there, or is for other machines. Nothing stands in for it:
   * who names a profile does not want another one.
   *
   * @param key the annotation's key
   * @param id the profile that it names
   * @param why what is wrong with it
   */
  record Unusable(String key, String id, String why) implements ProfileReason {
    @Override
    public String sentence() {
      return "The annotation " + key + " asks for the profile " + id + ", but " + why
          + ": all threads are treated alike.";
    }
  }

  /** There is nothing to choose from, as where thread profiles are switched off. */
  record NoProfiles() implements ProfileReason {
    @Override
    public String sentence() {
      return "No thread profiles are in force: all threads are treated alike.";
    }
  }

  /** Nothing chose a profile. */
  record NothingMatched() implements ProfileReason {
    @Override
    public String sentence() {
      return "No annotation names a profile, and no image matches one: all threads are treated alike.";
    }
  }
}
