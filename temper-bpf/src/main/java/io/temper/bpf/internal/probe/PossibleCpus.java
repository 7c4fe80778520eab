package io.temper.bpf.internal.probe;

import io.temper.bpf.internal.probe.HostFiles.UnreadableException;
import io.temper.node.CpuSet;
import java.util.Optional;

/** Finds how far CPU numbers may ever go on a host, CPUs that are off today included. */
public final class PossibleCpus {
  private static final String FILE = "sys/devices/system/cpu/possible";

  private final HostFiles host;

  /** Reads below the root of {@code host}. */
  public PossibleCpus(HostFiles host) {
    this.host = host;
  }

  /** Returns the highest possible CPU number plus 1; empty if it cannot be read. */
  public Optional<Integer> count() {
    try {
      return host.text(FILE)
          .map(CpuSet::parse)
          .filter(cpus -> !cpus.isEmpty())
          .map(cpus -> cpus.stream().max().orElseThrow() + 1);
    } catch (UnreadableException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
