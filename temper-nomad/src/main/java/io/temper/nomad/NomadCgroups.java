package io.temper.nomad;

import io.temper.workload.CgroupPath;
import java.util.List;

/** Where a client of Nomad, from 1.7 on and with cgroup v2, puts the tasks that it starts itself. */
final class NomadCgroups {
  private static final String MOUNT_POINT = "/sys/fs/cgroup";
  private static final String SHARED = "/nomad.slice/share.slice/";
  private static final String RESERVED = "/nomad.slice/reserve.slice/";

  private NomadCgroups() {}

  /**
   * Returns the group of a task that Nomad starts itself: by the drivers exec, java, raw_exec and others
   * that are made with its executor. It makes one for each container of Docker or Podman, too, but that stays
   * empty.
   */
  static List<CgroupPath> candidates(NomadTask task) {
    if (task.driver().isDocker() || !task.driver().isLocatable()) {
      return List.of();
    }
    String own = task.driver().cgroup();
    if (own != null) {
      return List.of(chosen(own));
    }
    String slice = task.resources().reservedCores() > 0 ? RESERVED : SHARED;
    return List.of(new CgroupPath(slice + task.allocation() + "." + task.name() + ".scope"));
  }

  /**
   * Returns the group that a job names: absolute in the file system, or below the mount point. The root is
   * none: everything of the host is in it.
   *
   * @throws IllegalArgumentException if there can be no such group
   */
  static CgroupPath chosen(String path) {
    if (!path.startsWith("/")) {
      return new CgroupPath("/" + path);
    }
    if (!path.startsWith(MOUNT_POINT + "/") || path.equals(MOUNT_POINT + "/")) {
      throw new IllegalArgumentException("not a cgroup path: '" + Quote.of(path)
          + "': it must be below " + MOUNT_POINT + ", or relative to it");
    }
    return new CgroupPath(path.substring(MOUNT_POINT.length()));
  }
}
