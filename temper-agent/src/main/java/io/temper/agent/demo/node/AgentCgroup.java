package io.temper.agent.demo.node;

import io.temper.workload.CgroupPath;

/**
 * A cgroup for Temper itself, so that the plan can put its threads into the system layer, as an agent
 * on a node is. Closing moves the process back to where it was. For one thread.
 */
public final class AgentCgroup implements AutoCloseable {
  /** Where Temper runs meanwhile. */
  public static final CgroupPath PATH = new CgroupPath("/temper-demo");

  private static final String PROCESSES = "cgroup.procs";

  private final CgroupFiles files;
  private final CgroupPath home;
  private boolean open = true;

  private AgentCgroup(CgroupFiles files, CgroupPath home) {
    this.files = files;
    this.home = home;
  }

  /**
   * Moves this process.
   *
   * @param files the cgroup file system
   * @param membership what {@code /proc/self/cgroup} says
   * @param pid this process
   */
  public static AgentCgroup enter(CgroupFiles files, String membership, long pid) {
    var cgroup = new AgentCgroup(files, parse(membership));
    files.create(PATH);
    try {
      files.write(PATH, PROCESSES, Long.toString(pid));
      return cgroup;
    } catch (RuntimeException e) {
      files.remove(PATH);
      throw e;
    }
  }

  /** Reads the line of cgroup v2: {@code 0::/user.slice}. */
  static CgroupPath parse(String membership) {
    return membership
        .lines()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> new CgroupPath(line.substring(3)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("this process is in no cgroup v2: " + membership));
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    files.read(PATH, PROCESSES).ifPresent(pids -> pids.lines()
        .forEach(pid -> files.write(home, PROCESSES, pid)));
    files.remove(PATH);
  }
}
