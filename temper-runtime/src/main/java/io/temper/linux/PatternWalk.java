package io.temper.linux;

import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.PatternPart;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds the groups that a pattern stands for, and enters only directories that may lead to one. For
 * one search.
 */
final class PatternWalk {
  private final Path root;
  private final List<PatternPart> parts;
  private final Consumer<Path> looking;
  private final Set<CgroupPath> found = new TreeSet<>();

  /** Several {@code **} lead to one place by many ways; one is enough. */
  private final Set<Step> done = new HashSet<>();

  /** A directory, and the part of the pattern that decides below it. */
  private record Step(Path directory, int part) {}

  private PatternWalk(Path root, CgroupPattern pattern, Consumer<Path> looking) {
    this.root = root;
    this.parts = pattern.parts();
    this.looking = looking;
  }

  /**
   * Returns the groups of a tree that a pattern stands for, sorted by path.
   *
   * @param looking hears of each directory whose groups decide the answer, before it is read
   * @throws HostReadException if the kernel refuses to tell
   */
  static List<CgroupPath> find(Path root, CgroupPattern pattern, Consumer<Path> looking) {
    PatternWalk walk = new PatternWalk(root, pattern, looking);
    walk.visit(root, 0);
    return List.copyOf(walk.found);
  }

  private void visit(Path directory, int at) {
    if (!done.add(new Step(directory, at))) {
      return;
    }
    if (at == parts.size()) {
      found.add(new CgroupPath("/" + root.relativize(directory)));
      return;
    }
    PatternPart part = parts.get(at);
    looking.accept(directory);
    if (part.isAnyDepth()) {
      visit(directory, at + 1);
      below(directory, part).forEach(child -> visit(child, at));
    } else if (part.isLiteral()) {
      visitChild(directory, part.text(), at + 1);
    } else {
      below(directory, part).forEach(child -> visit(child, at + 1));
    }
  }

  private void visitChild(Path directory, String name, int at) {
    Path child;
    try {
      child = directory.resolve(name);
    } catch (InvalidPathException e) {
      // The locale of this Java has no bytes for it, so it is as if it were not there.
      return;
    }
    if (isGroup(child)) {
      visit(child, at);
    }
  }

  private static List<Path> below(Path directory, PatternPart part) {
    return KernelDirectory.subdirectories(directory, part::matches);
  }

  private static boolean isGroup(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }
}
