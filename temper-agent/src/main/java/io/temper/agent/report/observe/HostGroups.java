package io.temper.agent.report.observe;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.HostFacts.HostProcess;
import io.temper.linux.CgroupTree;
import io.temper.linux.HostReadException;
import io.temper.linux.ThreadTable;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds control groups of a host by what a user calls them, and reads what the kernel tells of them.
 *
 * @param root where the tree of control groups is mounted
 * @param tree that tree
 * @param threads the threads of the host
 * @param schedExt where the kernel tells of sched_ext
 */
public record HostGroups(Path root, CgroupTree tree, ThreadTable threads, Path schedExt) {

  /**
   * What a user asks about.
   *
   * @param cgroup the control group
   * @param processId the process that was named; null if the group itself was
   */
  public record Subject(CgroupPath cgroup, @Nullable Integer processId) {}

  /**
   * Returns the groups of this host.
   *
   * @param root where cgroup v2 is mounted
   * @throws InputException if it has no tree of control groups there, or no proc
   */
  public static HostGroups ofThisHost(Path root) {
    try {
      return new HostGroups(
          root,
          CgroupTree.open(root),
          ThreadTable.open(ThreadTable.DEFAULT_ROOT),
          Path.of("/sys/kernel/sched_ext"));
    } catch (HostReadException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Finds what a user means.
   *
   * @param wanted the number of a process or thread, or a group: below the mount point, or with it
   * @return what is there now
   * @throws InputException if there is no such process or group, or it is neither
   */
  public Subject find(String wanted) {
    return wanted.chars().allMatch(c -> c >= '0' && c <= '9') && !wanted.isEmpty()
        ? process(wanted)
        : new Subject(group(wanted), null);
  }

  private Subject process(String number) {
    int id;
    try {
      id = Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new InputException(
          "'" + number + "' is too large for a process id; write a control group of this name as /"
              + number,
          e);
    }
    CgroupPath cgroup = threads
        .cgroupOf(id)
        .orElseThrow(() -> new InputException("process " + id + " is not there, or ended just now;"
            + " write a control group of this name as /" + id));
    return new Subject(cgroup, id);
  }

  private CgroupPath group(String wanted) {
    CgroupPath path;
    try {
      path = new CgroupPath(belowRoot(wanted));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
    if (tree.apply(path).isEmpty()) {
      throw new InputException("there is no control group " + path + " below " + root
          + "; for a pod of a list add -f PODS");
    }
    return path;
  }

  /** With the mount point or without, with a slash at its ends or without. */
  private String belowRoot(String wanted) {
    String mount = root.toString();
    boolean isFull = wanted.equals(mount) || wanted.startsWith(mount + "/");
    String path = isFull ? wanted.substring(mount.length()) : wanted;
    path = path.startsWith("/") ? path : "/" + path;
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /**
   * Reads what the kernel tells of it. What ends meanwhile is left out.
   *
   * @throws io.temper.linux.HostReadException if the kernel refuses to tell
   */
  public HostFacts facts(Subject subject) {
    var reader = tree.reader();
    CgroupPath cgroup = subject.cgroup();
    return new HostFacts(
        subject.processId() == null ? null : processOf(subject.processId()).orElse(null),
        reader.threads(cgroup),
        cgroup.outwards().stream()
            .flatMap(group -> reader.cpuLimit(group).stream())
            .toList(),
        reader.cpuWeight(cgroup),
        scheduler());
  }

  private Optional<HostProcess> processOf(int id) {
    boolean isKernelThread = threads.isKernelThread(id);
    return threads
        .thread(id)
        .map(thread -> new HostProcess(id, thread.name(), thread.policy(), isKernelThread));
  }

  /** A kernel without sched_ext has no such file, and one without a scheduler has none in it. */
  private String scheduler() {
    try {
      return Files.readString(schedExt.resolve("root/ops")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
