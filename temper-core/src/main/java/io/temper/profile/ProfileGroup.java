package io.temper.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Some threads of a workload that are treated alike.
 *
 * @param name what people call them; 1 to 31 lower-case letters, digits and dashes
 * @param treatment how they are treated
 * @param cpus how many CPUs of its own the group asks for; from 1, and 0 unless it is exclusive
 * @param threads stand for the names of the threads, the first 15 bytes; empty for any name
 * @param commands stand for the command lines of their processes; empty for any
 */
public record ProfileGroup(
    String name,
    ThreadTreatment treatment,
    int cpus,
    List<NamePattern> threads,
    List<CommandPattern> commands) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,31}");

  /**
   * Copies the lists and checks the rest.
   *
   * @throws IllegalArgumentException if the name has other characters, there is no pattern, or a group
   *     that is not exclusive asks for CPUs
   */
  public ProfileGroup {
    threads = List.copyOf(threads);
    commands = List.copyOf(commands);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a group: '" + name
          + "': it must be 1 to 31 lower-case letters, digits and dashes");
    }
    if (threads.isEmpty() && commands.isEmpty()) {
      throw new IllegalArgumentException(
          "group " + name + " stands for no thread: give patterns of names or of commands");
    }
    if (treatment == ThreadTreatment.EXCLUSIVE ? cpus < 1 : cpus != 0) {
      throw new IllegalArgumentException("group " + name + " cannot ask for " + cpus
          + " CPUs: an exclusive group asks for at least 1, any other for none");
    }
  }

  /**
   * Describes a group that is known by the names of its threads.
   *
   * @param name what people call them
   * @param treatment how they are treated; an exclusive group asks for one CPU
   * @param threads patterns of names
   * @return the group
   * @throws IllegalArgumentException if a name or pattern is wrong
   */
  public static ProfileGroup of(String name, ThreadTreatment treatment, String... threads) {
    return new ProfileGroup(
        name,
        treatment,
        treatment == ThreadTreatment.EXCLUSIVE ? 1 : 0,
        List.of(threads).stream().map(NamePattern::new).toList(),
        List.of());
  }

  /**
   * Tells whether a thread belongs to the group.
   *
   * @param threadName its name as the kernel shows it
   * @param command the command line of its process; empty if it is not known
   * @return true if it does
   */
  public boolean matches(String threadName, String command) {
    return (threads.isEmpty() || threads.stream().anyMatch(each -> each.matches(threadName)))
        && (commands.isEmpty() || commands.stream().anyMatch(each -> each.matches(command)));
  }
}
