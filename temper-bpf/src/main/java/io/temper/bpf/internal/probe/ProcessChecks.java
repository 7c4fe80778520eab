package io.temper.bpf.internal.probe;

import io.temper.bpf.Check;
import io.temper.bpf.internal.lib.LibbpfLoader;
import io.temper.bpf.internal.probe.HostFiles.UnreadableException;

/** Questions about this process: what it may do and what it runs on. */
final class ProcessChecks {
  /** The check of {@link #capabilities}. */
  static final String CAPABILITIES = "capabilities";

  /** The check of {@link #userNamespace}. */
  static final String USER_NAMESPACE = "user-namespace";

  private static final String UID_MAP = "proc/self/uid_map";
  private static final String INITIAL_NAMESPACE = "0 0 4294967295";
  private static final String GRANT =
      "run as root, or grant CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE";

  private final HostFiles host;
  private final String architecture;

  ProcessChecks(HostFiles host, String architecture) {
    this.host = host;
    this.architecture = architecture;
  }

  Check capabilities() {
    var id = CAPABILITIES;
    var missing = new Capabilities(host).missing();
    if (missing.isEmpty()) {
      return Check.unknown(
          id, "the capabilities in /proc/self/status cannot be read", "mount /proc");
    }
    return missing.get().isEmpty()
        ? Check.supported(id, "CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE are there")
        : Check.unsupported(id, "this process lacks " + String.join(", ", missing.get()), GRANT);
  }

  /** Capabilities count only in the initial user namespace, whatever their mask says. */
  Check userNamespace() {
    var id = USER_NAMESPACE;
    try {
      var map = host.text(UID_MAP).map(text -> text.replaceAll("\\s+", " ")).orElse("");
      if (map.isEmpty()) {
        return Check.unknown(id, "/" + UID_MAP + " cannot be read", "mount /proc");
      }
      return map.equals(INITIAL_NAMESPACE)
          ? Check.supported(id, "this process runs in the initial user namespace")
          : Check.unsupported(
              id,
              "this process runs in a user namespace, where its capabilities do not reach the"
                  + " kernel's BPF",
              "run it outside of one (for a pod: hostUsers: true)");
    } catch (UnreadableException e) {
      return Check.unknown(id, e.reason(), "mount /proc");
    }
  }

  Check architecture() {
    var id = "architecture";
    return switch (architecture) {
      case "x86_64", "aarch64" -> Check.supported(id, architecture);
      default ->
        Check.unsupported(
            id,
            architecture + " is not one that the scheduler was built for",
            "use x86_64 or aarch64");
    };
  }

  Check cLibrary() {
    var id = "c-library";
    return LibbpfLoader.usesMusl(host.root().resolve("proc/self/maps"))
        ? Check.advice(
            id,
            "this JVM runs on musl, and the bundled libbpf needs glibc",
            "use an image with glibc, or install libbpf and set temper.libbpf=system")
        : Check.supported(id, "glibc");
  }
}
