package io.temper.bpf.internal.probe;

import io.temper.bpf.Check;
import io.temper.bpf.internal.probe.HostFiles.UnreadableException;

/** Questions about how the kernel was built and booted. */
final class KernelChecks {
  private static final String RELEASE = "proc/sys/kernel/osrelease";
  private static final String ISOLATED = "sys/devices/system/cpu/isolated";
  private static final String LOCKDOWN = "sys/kernel/security/lockdown";

  /** The check of {@link #lockdown}. */
  static final String LOCKDOWN_ID = "lockdown";

  private final HostFiles host;

  KernelChecks(HostFiles host) {
    this.host = host;
  }

  Check version() {
    var id = "kernel-version";
    try {
      var release = host.text(RELEASE).orElse("");
      var version = KernelVersion.parse(release);
      if (version.isEmpty()) {
        return Check.unknown(
            id, "the kernel's release is '" + release + "'", "mount /proc, and look at uname -r");
      }
      if (version.get().compareTo(KernelVersion.FLOOR) < 0) {
        return Check.unsupported(
            id,
            "kernel " + release + " is older than " + KernelVersion.FLOOR,
            "boot kernel " + KernelVersion.FLOOR + " or newer with CONFIG_SCHED_CLASS_EXT=y");
      }
      return Check.supported(id, "kernel " + release);
    } catch (UnreadableException e) {
      return Check.unknown(id, e.reason(), "mount /proc, and look at uname -r");
    }
  }

  /** Domain isolation makes the kernel refuse every sched_ext scheduler with EINVAL. */
  Check isolatedCpus() {
    var id = "isolated-cpus";
    try {
      var isolated = host.text(ISOLATED);
      if (isolated.isEmpty()) {
        return Check.unknown(id, "there is no /" + ISOLATED, "mount /sys");
      }
      if (!isolated.get().isEmpty()) {
        return Check.unsupported(
            id,
            "CPUs " + isolated.get() + " are isolated from scheduling domains (isolcpus=)",
            "boot without isolcpus=, or with isolcpus=nohz,managed_irq,... without 'domain'");
      }
      return Check.supported(id, "no CPU is isolated");
    } catch (UnreadableException e) {
      return Check.unknown(id, e.reason(), "read /" + ISOLATED + " as root");
    }
  }

  Check lockdown() {
    var id = LOCKDOWN_ID;
    try {
      var text = host.text(LOCKDOWN);
      if (text.isEmpty()) {
        return host.exists("sys/kernel/security/lsm")
            ? Check.supported(id, "this kernel has no lockdown")
            : Check.unknown(
                id, "securityfs is not mounted", "mount -t securityfs none /sys/kernel/security");
      }
      if (text.get().contains("[confidentiality]")) {
        return lockedDown("lockdown is 'confidentiality', which");
      }
      return Check.supported(id, "lockdown: " + text.get());
    } catch (UnreadableException e) {
      return Check.unknown(id, e.reason(), "read /" + LOCKDOWN + " as root");
    }
  }

  /**
   * Returns the answer that refuses.
   *
   * @param what forbids it
   */
  static Check lockedDown(String what) {
    return Check.unsupported(
        LOCKDOWN_ID,
        what + " forbids BPF programs to read kernel memory",
        "boot with lockdown=integrity or lockdown=none");
  }

  Check cgroups() {
    var id = "cgroup-v2";
    if (host.exists("sys/fs/cgroup/cgroup.controllers")) {
      return Check.supported(id, "cgroup v2 is mounted at /sys/fs/cgroup");
    }
    boolean hybrid = host.exists("sys/fs/cgroup/unified/cgroup.controllers");
    return Check.unsupported(
        id,
        hybrid
            ? "cgroup v2 is mounted beside version 1 (hybrid)"
            : "there is no cgroup v2 at /sys/fs/cgroup",
        "boot with systemd.unified_cgroup_hierarchy=1, or mount the host's /sys/fs/cgroup");
  }
}
