package io.temper.profile;

import java.util.Optional;

/**
 * Groups that a program declares by itself, through the names of its threads: {@code @L:checkout} is a
 * thread of the group {@code checkout} that asks to be first in line.
 *
 * <pre>
 *   0   1            2   3                15
 *   +---+------------+---+----------------+
 *   | @ | L, N or Y  | : | name of group  |     at most 15 bytes, the kernel keeps no more
 *   +---+------------+---+----------------+
 * </pre>
 *
 * <p>Cores of its own no program can declare: whoever administers the node gives those.
 */
public final class DeclaredGroups {
  private static final int NAME_AT = 3;

  private DeclaredGroups() {}

  /**
   * Returns the group that a thread declares to be in.
   *
   * @param threadName the name of a thread as the kernel shows it
   * @return the group; empty if the name declares none
   */
  public static Optional<PlacedGroup> parse(String threadName) {
    if (threadName.length() <= NAME_AT
        || threadName.charAt(0) != '@'
        || threadName.charAt(2) != ':') {
      return Optional.empty();
    }
    return treatmentOf(threadName.charAt(1))
        .map(treatment -> new PlacedGroup(threadName.substring(NAME_AT), treatment));
  }

  private static Optional<ThreadTreatment> treatmentOf(char letter) {
    return switch (letter) {
      case 'L' -> Optional.of(ThreadTreatment.LATENCY);
      case 'N' -> Optional.of(ThreadTreatment.NORMAL);
      case 'Y' -> Optional.of(ThreadTreatment.YIELD);
      default -> Optional.empty();
    };
  }
}
