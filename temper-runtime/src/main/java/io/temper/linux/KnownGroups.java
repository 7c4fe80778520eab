package io.temper.linux;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Groups that are remembered: of a directory that is listened to, only what came or went since it was
 * read is read again. One new group among a thousand costs one look instead of two thousand. For one
 * thread.
 */
final class KnownGroups implements GroupDirectories {
  private final GroupDirectories read;
  private final FileChanges changes;

  /** By directory and name; not by the text of it, since two names may have the same. */
  private final Map<Path, Map<Path, Long>> known = new HashMap<>();

  KnownGroups(GroupDirectories read, FileChanges changes) {
    this.read = read;
    this.changes = changes;
  }

  @Override
  public List<Path> in(Path directory, Predicate<String> wanted) {
    return groupsIn(directory).keySet().stream()
        .filter(name -> wanted.test(name.toString()))
        .map(directory::resolve)
        .toList();
  }

  @Override
  public OptionalLong numberOf(Path directory) {
    var number = groupsIn(requireNonNull(directory.getParent())).get(directory.getFileName());
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public void forget() {
    known.clear();
  }

  private Map<Path, Long> groupsIn(Path directory) {
    boolean isWatched = changes.watch(directory);
    // Before it is read: what changes meanwhile is told the next time.
    var changed = changes.changedIn(directory);
    // Gone until it is whole: reading may fail half way.
    var before = known.remove(directory);
    Map<Path, Long> groups;
    if (changed.isPresent() && before != null) {
      groups = before;
      changed.get().forEach(name -> lookAgain(groups, directory, name));
    } else {
      groups = readAll(directory);
    }
    if (isWatched) {
      known.put(directory, groups);
    }
    return groups;
  }

  private Map<Path, Long> readAll(Path directory) {
    forgetBelow(directory);
    Map<Path, Long> groups = new TreeMap<>();
    for (Path group : read.in(directory, name -> true)) {
      read.numberOf(group).ifPresent(number -> groups.put(group.getFileName(), number));
    }
    return groups;
  }

  private void lookAgain(Map<Path, Long> groups, Path directory, Path name) {
    var group = directory.resolve(name);
    forgetBelow(group);
    groups.remove(name);
    read.numberOf(group).ifPresent(number -> groups.put(name, number));
  }

  private void forgetBelow(Path directory) {
    known.keySet().removeIf(path -> path.startsWith(directory));
  }
}
