package io.temper.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a control group, as an absolute path below the mount point of cgroup v2: {@code
 * /kubepods.slice/kubepods-pod1.slice}. The root is {@code /}.
 *
 * @param value the path; starts with a slash, has no empty, {@code .} or {@code ..} part and, but
 *     for the root, no slash at the end
 */
public record CgroupPath(String value) implements Comparable<CgroupPath> {
  private static final List<String> FORBIDDEN_PARTS = List.of("", ".", "..");

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is relative or not in its simplest form
   */
  public CgroupPath {
    if (!value.startsWith("/")) {
      throw refused(value, "it must start with a slash, below the cgroup v2 mount point");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused(value, "it must not hold a NUL character");
    }
    if (value.length() > 1 && hasForbiddenPart(value)) {
      throw refused(value, "it must not have an empty, '.' or '..' part");
    }
  }

  /**
   * Tells whether this is {@code ancestor} or lies below it.
   *
   * @param ancestor the possible ancestor
   * @return true for the same path too
   */
  public boolean isWithin(CgroupPath ancestor) {
    return ancestor.value.equals("/")
        || value.equals(ancestor.value)
        || value.startsWith(ancestor.value + "/");
  }

  /**
   * Returns this group and those around it.
   *
   * @return this one first, the root last
   */
  public List<CgroupPath> outwards() {
    List<CgroupPath> all = new ArrayList<>();
    all.add(this);
    String path = value;
    while (path.length() > 1) {
      path = path.substring(0, Math.max(1, path.lastIndexOf('/')));
      all.add(new CgroupPath(path));
    }
    return List.copyOf(all);
  }

  @Override
  public int compareTo(CgroupPath other) {
    return value.compareTo(other.value);
  }

  /** Returns the path. */
  @Override
  public String toString() {
    return value;
  }

  private static boolean hasForbiddenPart(String path) {
    for (String part : path.substring(1).split("/", -1)) {
      if (FORBIDDEN_PARTS.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static IllegalArgumentException refused(String path, String why) {
    return new IllegalArgumentException("not a cgroup path: '" + path + "': " + why);
  }
}
