package io.temper.agent.demo.node;

import io.temper.workload.CgroupPath;
import java.util.Optional;

/**
 * The cgroup v2 file system: folders that are control groups, and the kernel's files in them.
 * Everything throws {@link io.temper.TemperException} with path and remedy when the kernel refuses.
 */
public interface CgroupFiles {

  /** Returns whether {@code cgroup} exists. */
  boolean exists(CgroupPath cgroup);

  /** Makes {@code cgroup}, whose parent exists. */
  void create(CgroupPath cgroup);

  /** Removes {@code cgroup}, which has neither processes nor children. */
  void remove(CgroupPath cgroup);

  /** Returns what {@code file} of {@code cgroup} says, or empty if there is no such file. */
  Optional<String> read(CgroupPath cgroup, String file);

  /** Writes {@code text} to {@code file} of {@code cgroup}. */
  void write(CgroupPath cgroup, String file, String text);

  /** Returns the path of {@code file} of {@code cgroup} in the machine's file system. */
  String locate(CgroupPath cgroup, String file);
}
