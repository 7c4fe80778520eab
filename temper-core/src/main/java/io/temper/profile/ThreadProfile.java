package io.temper.profile;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The groups of threads of one kind of program.
 *
 * @param id names the profile; 1 to 63 lower-case letters, digits and dashes. Several profiles may have
 *     the same one, for different machines, or a file in place of a built-in
 * @param origin where it was written, for people
 * @param isBuiltIn whether it comes with Temper; one from a file wins against it
 * @param images the images that it is for; none if only an annotation chooses it
 * @param machine the machines that it is for
 * @param honoursDeclared whether threads may {@linkplain DeclaredGroups declare} their own groups
 * @param groups a thread is in the first one that it matches; at least one unless groups may be declared
 */
public record ThreadProfile(
    String id,
    String origin,
    boolean isBuiltIn,
    List<ImagePattern> images,
    MachineFilter machine,
    boolean honoursDeclared,
    List<ProfileGroup> groups) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");

  /** What a program may declare that needs a layer. */
  private static final Set<ThreadTreatment> DECLARABLE =
      Set.of(ThreadTreatment.LATENCY, ThreadTreatment.YIELD);

  /**
   * Copies the lists and checks the rest.
   *
   * @throws IllegalArgumentException if the id has other characters, two groups have the same name, or
   *     the profile says nothing
   */
  public ThreadProfile {
    images = List.copyOf(images);
    groups = List.copyOf(groups);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id of a profile: '" + id
          + "': it must be 1 to 63 lower-case letters, digits and dashes");
    }
    if (groups.isEmpty() && !honoursDeclared) {
      throw new IllegalArgumentException("profile " + id + " has no group of threads");
    }
    Set<String> names = new HashSet<>();
    for (ProfileGroup group : groups) {
      if (!names.add(group.name())) {
        throw new IllegalArgumentException(
            "profile " + id + " has two groups named " + group.name() + ": join them");
      }
    }
  }

  /**
   * Returns the group of a thread: the one that it declares, if the profile honours that, else the first
   * whose patterns match.
   *
   * @param threadName the name of the thread as the kernel shows it
   * @param command the command line of its process; empty if it is not known
   * @return the group; empty for a thread that is treated as if there were no profile
   */
  public Optional<PlacedGroup> groupOf(String threadName, String command) {
    Optional<PlacedGroup> declared =
        honoursDeclared ? DeclaredGroups.parse(threadName) : Optional.empty();
    return declared.isPresent()
        ? declared
        : groups.stream()
            .filter(group -> group.matches(threadName, command))
            .findFirst()
            .map(group -> new PlacedGroup(group.name(), group.treatment()));
  }

  /**
   * Returns the treatments that the threads of a workload may need.
   *
   * @return those of the groups, and what may be declared
   */
  public Set<ThreadTreatment> treatments() {
    Set<ThreadTreatment> all = EnumSet.noneOf(ThreadTreatment.class);
    groups.forEach(group -> all.add(group.treatment()));
    if (honoursDeclared) {
      all.addAll(DECLARABLE);
    }
    return all;
  }

  /**
   * Returns how many CPUs of their own the exclusive groups ask for.
   *
   * @return 0 without such a group; {@link Integer#MAX_VALUE} also stands for more
   */
  public int exclusiveCpus() {
    long sum = groups.stream().mapToLong(ProfileGroup::cpus).sum();
    return (int) Math.min(Integer.MAX_VALUE, sum);
  }

  /**
   * Tells whether the command lines of processes must be known to tell the groups.
   *
   * @return false if the names of threads suffice
   */
  public boolean needsCommands() {
    return groups.stream().anyMatch(group -> !group.commands().isEmpty());
  }
}
