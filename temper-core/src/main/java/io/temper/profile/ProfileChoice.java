package io.temper.profile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profile of one workload, and why.
 *
 * @param chosen the profile; null for none
 * @param reason the rule that decided
 */
public record ProfileChoice(@Nullable ThreadProfile chosen, ProfileReason reason) {
  /** Nothing chose a profile. */
  public static final ProfileChoice NOTHING =
      new ProfileChoice(null, new ProfileReason.NothingMatched());

  /** There is nothing to choose from. */
  public static final ProfileChoice NO_PROFILES =
      new ProfileChoice(null, new ProfileReason.NoProfiles());

  /**
   * Returns the profile.
   *
   * @return empty if all threads of the workload are treated alike
   */
  public Optional<ThreadProfile> profile() {
    return Optional.ofNullable(chosen);
  }
}
