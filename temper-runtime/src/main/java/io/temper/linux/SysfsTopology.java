package io.temper.linux;

import io.temper.node.CpuSet;
import java.nio.file.Path;

/**
 * Reads the topology of a host from sysfs: {@code devices/system/cpu} and {@code
 * devices/system/node}, as the kernel's {@code Documentation/ABI/stable/sysfs-devices-system-cpu}
 * describes them. CPU numbers may have gaps and CPUs may be offline.
 */
public final class SysfsTopology {
  /** Where Linux mounts sysfs. */
  public static final Path SYS = Path.of("/sys");

  private static final int ATTEMPTS = 3;

  private SysfsTopology() {}

  /**
   * Reads the topology of this host.
   *
   * @return the topology, with notes on what had to be assumed
   * @throws HostReadException if sysfs does not tell, or contradicts itself
   */
  public static HostTopology read() {
    return read(SYS);
  }

  /**
   * Reads which CPUs of this host are on: the part of its topology that changes, in one file.
   *
   * @return the CPUs
   * @throws HostReadException if sysfs does not tell
   */
  public static CpuSet online() {
    return new CpuFiles(SYS).online();
  }

  /**
   * Reads a topology.
   *
   * @param sysRoot the mount point of sysfs, or a copy of it
   * @return the topology, with notes on what had to be assumed
   * @throws HostReadException if sysfs does not tell, or contradicts itself
   */
  public static HostTopology read(Path sysRoot) {
    CpuFiles files = new CpuFiles(sysRoot);
    HostReadException last = null;
    // A CPU that goes on- or offline meanwhile leaves a picture that fits neither before nor after.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CpuSet before = files.online();
      try {
        HostTopology read = new TopologyAssembly(files, before).assemble();
        if (files.online().equals(before)) {
          return read;
        }
        last = unstable(sysRoot);
      } catch (IllegalArgumentException e) {
        last = contradiction(sysRoot, e);
      }
    }
    throw last == null ? unstable(sysRoot) : last;
  }

  private static HostReadException unstable(Path sysRoot) {
    return new HostReadException(
        sysRoot, "CPUs go on- and offline all the time", "try again once they rest", null);
  }

  private static HostReadException contradiction(Path sysRoot, IllegalArgumentException e) {
    return new HostReadException(
        sysRoot, String.valueOf(e.getMessage()), "describe the machine in a topology file", e);
  }
}
