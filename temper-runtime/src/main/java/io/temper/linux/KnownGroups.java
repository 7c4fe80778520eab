package io.temper.linux;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Groups that are remembered: of a directory that is listened to, only what came or went since it was
 * read is read again, so one new group among a thousand costs one look instead of two thousand. Where
 * the kernel does not tell, all is read anew. For one thread.
 *
 * <p>A directory is trusted only as long as the one around it is, up to the root: the kernel may not tell
 * of a removed group in the group itself (cgroup v2 does not), and does tell in the one around it.
 */
final class KnownGroups implements GroupDirectories {
  private final Path root;
  private final GroupDirectories read;
  private final FileChanges changes;

  /** By directory and name; not by the text of it, since two names may have the same. */
  private final Map<Path, Known> known = new HashMap<>();

  /** The groups in a directory by name, and {@link FileChanges#seen} before they were read. */
  private record Known(Map<Path, Long> groups, long seen) {}

  KnownGroups(Path root, GroupDirectories read, FileChanges changes) {
    this.root = root;
    this.read = read;
    this.changes = changes;
  }

  @Override
  public List<Path> in(Path directory, Predicate<String> wanted) {
    var groups = groupsIn(directory);
    if (groups == null) {
      return read.in(directory, wanted);
    }
    return groups.keySet().stream()
        .filter(name -> wanted.test(name.toString()))
        .map(directory::resolve)
        .toList();
  }

  @Override
  public OptionalLong numberOf(Path directory) {
    var groups = groupsIn(requireNonNull(directory.getParent()));
    if (groups == null) {
      return read.numberOf(directory);
    }
    var number = groups.get(directory.getFileName());
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public void forget() {
    forget(path -> path.startsWith(root));
  }

  /** Null if it has to be read anew each time. */
  private @Nullable Map<Path, Long> groupsIn(Path directory) {
    if (!changes.rings()) {
      return null;
    }
    long seen = changes.seen();
    var before = known.get(directory);
    if (before != null && before.seen() == seen) {
      return before.groups();
    }
    if (!directory.equals(root) && numberOf(directory).isEmpty()) {
      return Map.of();
    }
    return changes.watch(directory) ? readChanged(directory, seen) : null;
  }

  private Map<Path, Long> readChanged(Path directory, long seen) {
    // Before it is read: what changes meanwhile is told the next time.
    var changed = changes.changedIn(directory);
    // Gone until it is whole: reading may fail half way.
    var before = known.remove(directory);
    Map<Path, Long> groups;
    if (changed.isPresent() && before != null) {
      groups = before.groups();
      changed.get().forEach(name -> lookAgain(groups, directory, name));
    } else {
      groups = readAll(directory);
    }
    known.put(directory, new Known(groups, seen));
    return groups;
  }

  private Map<Path, Long> readAll(Path directory) {
    forget(path -> path.startsWith(directory) && !path.equals(directory));
    Map<Path, Long> groups = new TreeMap<>();
    for (Path group : read.in(directory, name -> true)) {
      read.numberOf(group).ifPresent(number -> groups.put(group.getFileName(), number));
    }
    return groups;
  }

  private void lookAgain(Map<Path, Long> groups, Path directory, Path name) {
    var group = directory.resolve(name);
    // There may be another one of that name.
    forget(path -> path.startsWith(group));
    groups.remove(name);
    read.numberOf(group).ifPresent(number -> groups.put(name, number));
  }

  private void forget(Predicate<Path> directories) {
    changes.unwatch(directories);
    known.keySet().removeIf(directories);
  }
}
