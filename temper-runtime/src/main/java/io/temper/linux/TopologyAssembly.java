package io.temper.linux;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts a topology together from what sysfs tells of each CPU, and notes what it had to assume. */
final class TopologyAssembly {
  private final CpuFiles files;
  private final CpuSet online;
  private final Map<Integer, CpuSet> numaNodes;
  private final Set<String> notes = new LinkedHashSet<>();

  TopologyAssembly(CpuFiles files, CpuSet online) {
    this.files = files;
    this.online = online;
    this.numaNodes = files.numaNodes();
  }

  HostTopology assemble() {
    CpuCapacities capacities = CpuCapacities.read(files, online, notes);
    List<Cpu> cpus = new ArrayList<>();
    for (int id : online.stream().toArray()) {
      cpus.add(new Cpu(id, siblings(id), sharers(id), numaNode(id), socket(id), capacities.of(id)));
    }
    NodeTopology topology = NodeTopology.of(cpus, files.offline(online));
    return new HostTopology(topology, List.copyOf(notes));
  }

  private CpuSet siblings(int cpu) {
    Optional<CpuSet> told = files.siblings(cpu).map(online::intersect);
    if (told.isEmpty()) {
      notes.add("The kernel does not tell which CPUs share a core: each counts as a core.");
      return CpuSet.of(cpu);
    }
    return told.get();
  }

  private CpuSet sharers(int cpu) {
    Optional<CpuSet> told = files.lastLevelSharers(cpu).map(online::intersect);
    if (told.isEmpty()) {
      notes.add("The kernel does not tell which CPUs share a cache: all of a die count so.");
      return sameDie(cpu);
    }
    return told.get();
  }

  private CpuSet sameDie(int cpu) {
    OptionalInt die = files.die(cpu);
    int socket = socket(cpu);
    return CpuSet.of(online.stream()
        .filter(other -> socket(other) == socket && files.die(other).equals(die))
        .toArray());
  }

  private int socket(int cpu) {
    return files.socket(cpu).orElse(0);
  }

  private int numaNode(int cpu) {
    for (Map.Entry<Integer, CpuSet> node : numaNodes.entrySet()) {
      if (node.getValue().contains(cpu)) {
        return node.getKey();
      }
    }
    return 0;
  }
}
