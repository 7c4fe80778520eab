package io.temper.profile;

import io.temper.workload.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profiles that count on one machine. Made by {@link ProfileCatalog#on}, which has the rules. */
public final class NodeProfiles {
  private static final String NONE = "none";

  private final ProfileCatalog catalog;
  private final List<ThreadProfile> usable;
  private final List<String> annotationKeys;

  NodeProfiles(ProfileCatalog catalog, List<ThreadProfile> usable, List<String> annotationKeys) {
    this.catalog = catalog;
    this.usable = usable;
    this.annotationKeys = annotationKeys;
  }

  /**
   * Returns the profiles.
   *
   * @return one for each id that is for this machine, by id
   */
  public List<ThreadProfile> asList() {
    return usable;
  }

  /**
   * Chooses the profile of a workload.
   *
   * @param workload the workload
   * @return the profile, or none, and why
   */
  public ProfileChoice choose(Workload workload) {
    if (catalog.profiles().isEmpty()) {
      return ProfileChoice.NO_PROFILES;
    }
    Map<String, String> annotations = workload.annotations();
    if (!annotations.isEmpty()) {
      for (String key : annotationKeys) {
        String id = annotations.get(key);
        if (id != null) {
          return byAnnotation(key, id.strip());
        }
      }
    }
    return byImage(workload.images());
  }

  private ProfileChoice byAnnotation(String key, String id) {
    if (id.equals(NONE)) {
      return new ProfileChoice(null, new ProfileReason.Declined(key));
    }
    Optional<ThreadProfile> found =
        usable.stream().filter(profile -> profile.id().equals(id)).findFirst();
    return found
        .map(profile -> new ProfileChoice(profile, new ProfileReason.ByAnnotation(key, id)))
        .orElseGet(() -> new ProfileChoice(null, new ProfileReason.Unusable(key, id, whyNot(id))));
  }

  private String whyNot(String id) {
    List<String> machines = catalog.profiles().stream()
        .filter(profile -> profile.id().equals(id))
        .map(profile -> profile.machine().toString())
        .toList();
    return machines.isEmpty()
        ? "there is none of that name"
        : "it is for other machines (" + String.join("; ", machines) + ")";
  }

  private ProfileChoice byImage(List<String> images) {
    if (images.isEmpty()) {
      return ProfileChoice.NOTHING;
    }
    return usable.stream()
        .flatMap(profile -> profile.images().stream().flatMap(pattern -> images.stream()
            .filter(pattern::matches)
            .map(image -> new Match(profile, pattern, image))))
        .max(Comparator.comparingInt(match -> match.pattern().literals()))
        .map(Match::choice)
        .orElse(ProfileChoice.NOTHING);
  }

  private record Match(ThreadProfile profile, ImagePattern pattern, String image) {
    ProfileChoice choice() {
      return new ProfileChoice(
          profile, new ProfileReason.ByImage(image, pattern.text(), profile.id()));
    }
  }
}
