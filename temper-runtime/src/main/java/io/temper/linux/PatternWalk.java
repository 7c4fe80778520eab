package io.temper.linux;

import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.PatternPart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the groups that a pattern stands for, and enters only directories that may lead to one. For
 * one search.
 */
final class PatternWalk {
  private final Path root;
  private final List<PatternPart> parts;
  private final GroupDirectories directories;
  private final List<CgroupPath> found = new ArrayList<>();

  /** Several {@code **} lead to one place by many ways; one is enough. */
  private final Set<Step> done = new HashSet<>();

  /** A directory, and the part of the pattern that decides below it. */
  private record Step(Path directory, int part) {}

  private PatternWalk(Path root, CgroupPattern pattern, GroupDirectories directories) {
    this.root = root;
    this.parts = pattern.parts();
    this.directories = directories;
  }

  /**
   * Returns the groups of a tree that a pattern stands for, sorted by path.
   *
   * @param directories the groups of the tree
   * @throws HostReadException if the kernel refuses to tell
   */
  static List<CgroupPath> find(Path root, CgroupPattern pattern, GroupDirectories directories) {
    PatternWalk walk = new PatternWalk(root, pattern, directories);
    walk.visit(root, 0);
    // Nearly sorted already, where directories come by name: that is cheaper than keeping an order.
    Collections.sort(walk.found);
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
    if (directories.numberOf(child).isPresent()) {
      visit(child, at);
    }
  }

  private List<Path> below(Path directory, PatternPart part) {
    return directories.in(directory, part::matches);
  }
}
