package io.temper.bpf.internal.probe;

import io.temper.bpf.internal.probe.HostFiles.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the capabilities that loading needs this process has, from {@code /proc/self/status}. */
public final class Capabilities {
  private static final String STATUS = "proc/self/status";
  private static final String EFFECTIVE = "CapEff:";

  /** Stands in for CAP_BPF and CAP_PERFMON, as it did before they existed. */
  private static final int CAP_SYS_ADMIN = 21;

  /** A capability that loading needs. */
  private enum Needed {
    CAP_BPF(39, true),
    CAP_PERFMON(38, true),
    CAP_SYS_RESOURCE(24, false);

    private final int bit;
    private final boolean impliedByAdmin;

    Needed(int bit, boolean impliedByAdmin) {
      this.bit = bit;
      this.impliedByAdmin = impliedByAdmin;
    }

    boolean isIn(long mask) {
      return has(mask, bit) || (impliedByAdmin && has(mask, CAP_SYS_ADMIN));
    }
  }

  private final HostFiles host;

  /** Reads below the root of {@code host}. */
  public Capabilities(HostFiles host) {
    this.host = host;
  }

  /** Returns the capabilities that are missing; empty if that cannot be found out. */
  public Optional<List<String>> missing() {
    return effective().map(Capabilities::missingIn);
  }

  private static List<String> missingIn(long mask) {
    var missing = new ArrayList<String>();
    for (var capability : Needed.values()) {
      if (!capability.isIn(mask)) {
        missing.add(capability.name());
      }
    }
    return List.copyOf(missing);
  }

  private Optional<Long> effective() {
    try {
      return host.text(STATUS).stream()
          .flatMap(String::lines)
          .filter(line -> line.startsWith(EFFECTIVE))
          .map(line -> line.substring(EFFECTIVE.length()).strip())
          .filter(hex -> hex.matches("[0-9a-fA-F]{1,16}"))
          .map(hex -> Long.parseUnsignedLong(hex, 16))
          .findFirst();
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private static boolean has(long mask, int bit) {
    return ((mask >>> bit) & 1) != 0;
  }
}
