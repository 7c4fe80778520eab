package io.temper.profile;

import io.temper.node.NodeTopology;
import io.temper.workload.AnnotationPrefixes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All profiles that a node knows, and which of them a workload gets.
 *
 * <ol>
 *   <li>The annotation {@code workload-profile}, under the first prefix that has it, names the profile, or
 *       {@code none}.
 *   <li>Else the profile one of whose patterns matches an image; of several the pattern that says most.
 *   <li>Else none.
 * </ol>
 *
 * <p>Of several profiles of the same id, those for other machines do not count; then one from a file wins
 * against a built-in, then the one for the fewest kinds of machines.
 *
 * @param profiles the profiles, in any order
 * @param prefixes of the annotation
 */
public record ProfileCatalog(List<ThreadProfile> profiles, AnnotationPrefixes prefixes) {
  /** No profiles: all threads of a workload are treated alike. */
  public static final ProfileCatalog EMPTY = of(List.of());

  private static final String ANNOTATION = "workload-profile";

  private static final Comparator<ThreadProfile> MOST_SPECIFIC = Comparator.comparing(
          ThreadProfile::isBuiltIn)
      .thenComparing(profile -> profile.machine().width());

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two built-ins, or two profiles of files, have the same id for the
   *     same machines
   */
  public ProfileCatalog {
    profiles = List.copyOf(profiles);
    Set<List<Object>> seen = new HashSet<>();
    for (ThreadProfile profile : profiles) {
      if (!seen.add(List.of(profile.id(), profile.isBuiltIn(), profile.machine()))) {
        throw new IllegalArgumentException("two profiles have the id " + profile.id() + " for "
            + profile.machine() + ", the second in " + profile.origin() + ": rename one of them");
      }
    }
  }

  /**
   * Returns a catalog that reads the standard annotations.
   *
   * @param profiles the profiles, in any order
   * @return the catalog
   * @throws IllegalArgumentException as the constructor
   */
  public static ProfileCatalog of(List<ThreadProfile> profiles) {
    return new ProfileCatalog(profiles, AnnotationPrefixes.STANDARD);
  }

  /**
   * Returns what holds on one machine.
   *
   * @param node the machine
   * @return the profile that each id stands for there
   */
  public NodeProfiles on(NodeTopology node) {
    Map<String, ThreadProfile> usable = new TreeMap<>();
    profiles.stream()
        .filter(profile -> profile.machine().matches(node))
        .sorted(MOST_SPECIFIC)
        .forEach(profile -> usable.putIfAbsent(profile.id(), profile));
    return new NodeProfiles(this, List.copyOf(usable.values()), prefixes.keysOf(ANNOTATION));
  }
}
