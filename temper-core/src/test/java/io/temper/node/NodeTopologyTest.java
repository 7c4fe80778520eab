package io.temper.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTopologyTest {
  private static Cpu cpu(int id, String siblings, String sharers) {
    return new Cpu(id, CpuSet.parse(siblings), CpuSet.parse(sharers), 0, 0);
  }

  private static void refused(String why, Cpu... cpus) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeTopology.of(List.of(cpus), CpuSet.empty()))
        .withMessageContaining(why);
  }

  @Test
  void of_sparseNumbersAndOfflineCpus_keepsThem() {
    NodeTopology node = NodeTopology.of(
        List.of(cpu(40, "8,40", "8,12,40"), cpu(12, "12", "8,12,40"), cpu(8, "8,40", "8,12,40")),
        CpuSet.parse("44"));
    assertThat(node.online()).hasToString("8,12,40");
    assertThat(node.offline()).hasToString("44");
    assertThat(node.cores().stream().map(core -> core.cpus().toString()))
        .containsExactly("8,40", "12");
    assertThat(node)
        .hasToString("1 sockets, 1 NUMA nodes, 1 LLCs, 2 cores, 3 CPUs (8,12,40), offline 44");
  }

  @Test
  void of_cacheThatSpansNumaNodes_isOneDomainPerNode() {
    CpuSet all = CpuSet.range(0, 3);
    NodeTopology node = NodeTopology.of(
        List.of(
            new Cpu(0, CpuSet.of(0), all, 0, 0),
            new Cpu(1, CpuSet.of(1), all, 1, 0),
            new Cpu(2, CpuSet.of(2), all, 0, 0),
            new Cpu(3, CpuSet.of(3), all, 1, 0)),
        CpuSet.empty());
    assertThat(node.caches().stream().map(cache -> cache.cpus().toString()))
        .containsExactly("0,2", "1,3");
    assertThat(node.numaNodes()).hasSize(2);
  }

  @Test
  void of_descriptionsThatContradict_isRefusedWithTheCpus() {
    refused("CPU 0 is described twice", cpu(0, "0", "0"), cpu(0, "0", "0"));
    refused("at least one online CPU");
    refused(
        "CPU 0 names CPU 1 as SMT sibling, but CPU 1 is not among the online CPUs",
        cpu(0, "0-1", "0-1"));
    refused("CPU 0 names CPU 1 as sharer of its cache, but CPU 1 is not", cpu(0, "0", "0-1"));
    refused(
        "CPU 0 and its SMT sibling 1 name different siblings: 0-1 and 1",
        cpu(0, "0-1", "0-1"),
        cpu(1, "1", "0-1"));
    refused(
        "CPU 0 and its SMT sibling 1 name different caches: 0 and 1",
        cpu(0, "0-1", "0"),
        cpu(1, "0-1", "1"));
    refused(
        "CPU 0 shares its cache with 0-1, but CPU 1 with 1", cpu(0, "0", "0-1"), cpu(1, "1", "1"));
    CpuSet pair = CpuSet.range(0, 1);
    refused(
        "CPU 0 and its SMT sibling 1 are on different NUMA nodes: 0 and 1",
        new Cpu(0, pair, pair, 0, 0),
        new Cpu(1, pair, pair, 1, 0));
    refused(
        "CPU 0 and its SMT sibling 1 are on different sockets: 0 and 1",
        new Cpu(0, pair, pair, 0, 0),
        new Cpu(1, pair, pair, 0, 1));
  }

  @Test
  void of_cpuBothOnlineAndOffline_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeTopology.of(List.of(cpu(0, "0", "0")), CpuSet.of(0)))
        .withMessageContaining("CPU 0 is both online and offline");
  }

  @Test
  void cpu_describedWrongly_isRefusedWithItsNumber() {
    CpuSet one = CpuSet.of(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(0, one, CpuSet.of(0), 0, 0))
        .withMessageContaining("CPU 0")
        .withMessageContaining("siblings 1 lack itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(1, one, CpuSet.of(0), 0, 0))
        .withMessageContaining("cache 0 lack itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(1, one, one, -1, 0))
        .withMessageContaining("NUMA node");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(1, one, one, 0, -1))
        .withMessageContaining("socket");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(1, one, one, 0, 0, 1025))
        .withMessageContaining("1025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cpu(8192, one, one, 0, 0))
        .withMessageContaining("0 to 8191");
  }

  @Test
  void equals_comparesCpusAndOffline() {
    NodeTopology node = NodeTopology.of(List.of(cpu(0, "0", "0")), CpuSet.of(1));
    assertThat(node)
        .isEqualTo(NodeTopology.of(List.of(cpu(0, "0", "0")), CpuSet.of(1)))
        .hasSameHashCodeAs(NodeTopology.of(List.of(cpu(0, "0", "0")), CpuSet.of(1)))
        .isNotEqualTo(NodeTopology.of(List.of(cpu(0, "0", "0")), CpuSet.empty()));
  }
}
