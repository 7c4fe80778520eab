package io.temper.linux;

import io.temper.spi.CgroupResolver;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the tree of control groups (cgroup v2). Groups come and go while it is read, so every answer
 * is about a moment and a group that vanished is simply not there. One that is {@link #watchedBy}
 * somebody answers of the moment at which it was told of the last change.
 */
public final class CgroupTree implements CgroupResolver {
  /** Where distributions with cgroup v2 only mount the tree. */
  public static final Path DEFAULT_ROOT = Path.of("/sys/fs/cgroup");

  private final Path root;
  private final GroupDirectories directories;

  private CgroupTree(Path root, GroupDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /**
   * Opens a tree.
   *
   * @param root the mount point of cgroup v2, or a copy of it
   * @return the tree
   * @throws HostReadException if there is no cgroup v2 tree
   */
  public static CgroupTree open(Path root) {
    return open(root, CgroupMount.DEFAULT_TABLE);
  }

  static CgroupTree open(Path root, Path mounts) {
    Path mark = root.resolve("cgroup.controllers");
    if (!Files.exists(mark)) {
      throw new HostReadException(
          mark, "there is no cgroup v2 tree", CgroupMount.remedy(mounts), null);
    }
    return new CgroupTree(root, new ReadGroups());
  }

  /**
   * Returns the same tree, which remembers its groups and reads again only what it is told has changed.
   * What is told may be lost, so call {@link #forget} now and then.
   *
   * @param changes will know whether a group came or went where {@link #matching}, {@link #apply} or
   *     {@link #children} of the returned tree looked
   * @return a tree for one thread
   */
  public CgroupTree watchedBy(FileChanges changes) {
    return new CgroupTree(root, new KnownGroups(root, new ReadGroups(), changes));
  }

  /** Has a tree that remembers its groups read all of them again. */
  public void forget() {
    directories.forget();
  }

  /**
   * Returns the kernel's number of a group, by which BPF programs know it: the inode number of its
   * directory.
   *
   * @param path the group
   * @return the number; empty if the group is not there, or has a name that this Java cannot say
   * @throws HostReadException if the kernel refuses to tell
   */
  @Override
  public OptionalLong apply(CgroupPath path) {
    Path directory = placeOf(path).orElse(null);
    if (directory == null) {
      return OptionalLong.empty();
    }
    // The mount point may be a link; a group is none.
    return directory.equals(root) ? ReadGroups.number(root) : directories.numberOf(directory);
  }

  /**
   * Returns the first group of a list that is there, as the places where a kubelet may put a pod are
   * tried.
   *
   * @param candidates groups, the most likely first
   * @return the group; empty if none of them is there
   */
  public Optional<CgroupPath> firstExisting(List<CgroupPath> candidates) {
    return candidates.stream().filter(path -> apply(path).isPresent()).findFirst();
  }

  /**
   * Returns the groups that have a CPU limit. A group that appears or vanishes meanwhile may be left
   * out.
   *
   * @return the limits, by path; a group and one inside of it may both have one
   * @throws HostReadException if the kernel refuses to tell
   */
  public List<CpuLimit> cpuLimits() {
    return CpuMaxFiles.read(root);
  }

  /**
   * Returns the groups that a pattern stands for. Only directories that may lead to one are read; a
   * group that appears or vanishes meanwhile may be left out.
   *
   * @param pattern which groups
   * @return their paths, sorted, each once
   * @throws HostReadException if the kernel refuses to tell
   */
  public List<CgroupPath> matching(CgroupPattern pattern) {
    return PatternWalk.find(root, pattern, directories);
  }

  /**
   * Returns the groups right below a group.
   *
   * @param group the group
   * @return the groups, by path; none if the group is not there. A group that appears or vanishes
   *     meanwhile may be left out
   * @throws HostReadException if the kernel refuses to tell
   */
  public List<CgroupPath> children(CgroupPath group) {
    String prefix = group.value().equals("/") ? "/" : group.value() + "/";
    return placeOf(group).stream()
        .flatMap(directory -> directories.in(directory, name -> true).stream())
        .map(directory -> new CgroupPath(prefix + directory.getFileName()))
        .sorted()
        .toList();
  }

  /**
   * Returns the groups that a kubelet made for pods, of either cgroup driver, at the root or below a
   * kubelet's own. A group that appears or vanishes meanwhile may be left out.
   *
   * @return the groups, by path; none on a host without a kubelet
   * @throws HostReadException if the kernel refuses to tell
   */
  public List<PodCgroup> podGroups() {
    return PodGroups.find(this);
  }

  /**
   * Returns the groups in which kubelets keep those of their pods, {@code kubepods} or {@code
   * kubepods.slice}, wherever up to four levels deep. Looks into 5000 groups at most, and is costly all the
   * same. What lies inside of such a group is not looked at.
   *
   * @return the groups, the least deep first; none on a host without a kubelet
   */
  public List<CgroupPath> kubeletRoots() {
    return PodGroups.roots(this);
  }

  /**
   * Returns the reader of this tree's single groups.
   *
   * @return the reader, without state
   */
  public CgroupReader reader() {
    return new CgroupReader(this);
  }

  /** Empty for a name that the locale of this Java has no bytes for: one such group hides no others. */
  private Optional<Path> placeOf(CgroupPath path) {
    try {
      return Optional.of(root.resolve(path.value().substring(1)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  Path directoryOf(CgroupPath path) {
    try {
      return root.resolve(path.value().substring(1));
    } catch (InvalidPathException e) {
      throw new HostReadException(
          root,
          "the name of the group " + path + " is not one of a file: " + e.getReason(),
          "start Java in a UTF-8 locale, such as LC_ALL=C.UTF-8",
          e);
    }
  }
}
