package io.temper.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The directories of a tree of control groups, each of which is a group. */
interface GroupDirectories {

  /**
   * Returns the groups right in a group, in no order.
   *
   * @param directory the group around them
   * @param wanted takes a name; the others are left out
   * @return those that are there, as far as is known; none if the directory is not, or no longer, there
   * @throws HostReadException if the kernel refuses to tell
   */
  List<Path> in(Path directory, Predicate<String> wanted);

  /**
   * Returns the kernel's number of a group.
   *
   * @param directory the group; not the root of the tree
   * @return empty if there is no such directory
   * @throws HostReadException if the kernel refuses to tell
   */
  OptionalLong numberOf(Path directory);

  /** Has everything read again that was remembered, since what is told of changes may be lost. */
  default void forget() {}
}
