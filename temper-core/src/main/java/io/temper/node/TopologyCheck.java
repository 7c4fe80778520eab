package io.temper.node;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Refuses CPU descriptions that contradict each other. */
final class TopologyCheck {
  private final TreeMap<Integer, Cpu> byId = new TreeMap<>();

  private TopologyCheck() {}

  /** Returns the CPUs by number, once they agree with each other and with {@code offline}. */
  static List<Cpu> sorted(Collection<Cpu> online, CpuSet offline) {
    TopologyCheck check = new TopologyCheck();
    online.forEach(check::add);
    if (online.isEmpty()) {
      throw new IllegalArgumentException("a machine needs at least one online CPU");
    }
    for (Cpu cpu : check.byId.values()) {
      check.requireOnline(cpu, offline);
      check.requireAgreement(cpu);
    }
    return List.copyOf(check.byId.values());
  }

  private void add(Cpu cpu) {
    if (byId.put(cpu.id(), cpu) != null) {
      throw contradiction("CPU " + cpu.id() + " is described twice");
    }
  }

  private void requireOnline(Cpu cpu, CpuSet offline) {
    if (offline.contains(cpu.id())) {
      throw contradiction("CPU " + cpu.id() + " is both online and offline");
    }
  }

  private void requireAgreement(Cpu cpu) {
    cpu.siblings().stream().forEach(other -> requireSameCore(cpu, other));
    int first = cpu.cacheSharers().first();
    if (cpu.id() == first) {
      cpu.cacheSharers().stream().forEach(other -> requireSameCache(cpu, other));
    } else {
      // The first has been compared with all of them, so it speaks for them.
      requireSameCache(cpu, first);
    }
  }

  private void requireSameCore(Cpu cpu, int otherId) {
    Cpu other = require(cpu, "SMT sibling", otherId);
    if (!other.siblings().equals(cpu.siblings())) {
      throw siblings(cpu, other, "name different siblings", cpu.siblings(), other.siblings());
    }
    if (!other.cacheSharers().equals(cpu.cacheSharers())) {
      throw siblings(cpu, other, "name different caches", cpu.cacheSharers(), other.cacheSharers());
    }
    if (other.numaNode() != cpu.numaNode()) {
      throw siblings(cpu, other, "are on different NUMA nodes", cpu.numaNode(), other.numaNode());
    }
    if (other.socket() != cpu.socket()) {
      throw siblings(cpu, other, "are on different sockets", cpu.socket(), other.socket());
    }
  }

  private void requireSameCache(Cpu cpu, int otherId) {
    Cpu other = require(cpu, "sharer of its cache", otherId);
    if (!other.cacheSharers().equals(cpu.cacheSharers())) {
      throw contradiction("CPU " + cpu.id() + " shares its cache with " + cpu.cacheSharers()
          + ", but CPU " + otherId + " with " + other.cacheSharers());
    }
  }

  private Cpu require(Cpu cpu, String role, int otherId) {
    @Nullable Cpu other = byId.get(otherId);
    if (other == null) {
      throw contradiction("CPU " + cpu.id() + " names CPU " + otherId + " as " + role + ", but CPU "
          + otherId + " is not among the online CPUs");
    }
    return other;
  }

  private static IllegalArgumentException siblings(
      Cpu cpu, Cpu other, String problem, Object of, Object ofOther) {
    return contradiction("CPU " + cpu.id() + " and its SMT sibling " + other.id() + " " + problem
        + ": " + of + " and " + ofOther);
  }

  private static IllegalArgumentException contradiction(String what) {
    return new IllegalArgumentException("the topology contradicts itself: " + what);
  }
}
