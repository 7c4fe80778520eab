package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SysfsTopologyTest {
  @TempDir
  Path root;

  private FakeFiles sys;

  @BeforeEach
  void setUp() {
    sys = new FakeFiles(root);
  }

  @Test
  void read_twoSocketsWithSmt_isThatMachine() {
    sys.cpus("0-7", "0-7").numaNode(0, "0-1,4-5").numaNode(1, "2-3,6-7");
    for (int cpu = 0; cpu < 8; cpu++) {
      int core = cpu % 4;
      String socketCpus = core < 2 ? "0-1,4-5" : "2-3,6-7";
      sys.cpu(cpu, core + "," + (core + 4), socketCpus, core / 2);
    }

    HostTopology host = SysfsTopology.read(root);

    assertThat(host.topology()).isEqualTo(NodeTopology.parse("2s4c8t"));
    assertThat(host.notes()).isEmpty();
  }

  @Test
  void read_cpuNumbersWithGapsAndOfflineCpus_keepsBoth() {
    sys.cpus("0,2,4-5", "0,4-5").cpu(0, "0,2", "0,2,4-5", 0);
    sys.cpu(4, "4-5", "0,2,4-5", 0).cpu(5, "4-5", "0,2,4-5", 0);
    sys.write("devices/system/cpu/possible", "0-127")
        .write("devices/system/cpu/offline", "1-3,6-127");

    NodeTopology topology = SysfsTopology.read(root).topology();

    assertThat(topology.online()).isEqualTo(CpuSet.parse("0,4-5"));
    assertThat(topology.offline()).isEqualTo(CpuSet.of(2));
    assertThat(topology.cores())
        .extracting(core -> core.cpus().toString())
        .containsExactly("0", "4-5");
    assertThat(topology.caches()).hasSize(1);
  }

  @Test
  void read_severalCachesInASocket_areSeveralDomains() {
    sys.cpus("0-3", "0-3");
    for (int cpu = 0; cpu < 4; cpu++) {
      sys.cpu(cpu, "" + cpu, cpu < 2 ? "0-1" : "2-3", 0);
    }

    assertThat(SysfsTopology.read(root).topology().caches())
        .extracting(cache -> cache.cpus().toString())
        .containsExactly("0-1", "2-3");
  }

  @Test
  void read_instructionCacheOfTheHighestLevel_isNotTaken() {
    sys.cpus("0-1", "0-1");
    for (int cpu = 0; cpu < 2; cpu++) {
      sys.write("devices/system/cpu/cpu" + cpu + "/topology/core_cpus_list", cpu);
      sys.cache(cpu, 0, 1, "Unified", "0-1").cache(cpu, 1, 2, "Instruction", "" + cpu);
    }

    assertThat(SysfsTopology.read(root).topology().caches()).hasSize(1);
  }

  @Test
  void read_noCacheInformation_takesTheDieAndSaysSo() {
    sys.cpus("0-3", "0-3");
    for (int cpu = 0; cpu < 4; cpu++) {
      String topology = "devices/system/cpu/cpu" + cpu + "/topology/";
      sys.write(topology + "core_cpus_list", cpu).write(topology + "physical_package_id", 0);
      sys.write(topology + "die_id", cpu / 2);
    }

    HostTopology host = SysfsTopology.read(root);

    assertThat(host.topology().caches())
        .extracting(cache -> cache.cpus().toString())
        .containsExactly("0-1", "2-3");
    assertThat(host.notes()).singleElement().asString().contains("share a cache");
  }

  @Test
  void read_nothingButOnline_isAMachineOfCoresAndSaysSo() {
    sys.write("devices/system/cpu/online", "0-2");

    HostTopology host = SysfsTopology.read(root);

    assertThat(host.topology()).isEqualTo(NodeTopology.parse("3c"));
    assertThat(host.notes()).hasSize(2);
  }

  @Test
  void read_olderNameOfTheSiblings_isUnderstood() {
    sys.cpus("0-1", "0-1");
    for (int cpu = 0; cpu < 2; cpu++) {
      sys.write("devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", "0-1");
      sys.cache(cpu, 0, 3, "Unified", "0-1");
    }

    assertThat(SysfsTopology.read(root).topology()).isEqualTo(NodeTopology.parse("1c2t"));
  }

  @Test
  void read_unknownPackageNumber_isTakenForZero() {
    sys.cpus("0", "0").cpu(0, "0", "0", 0);
    sys.write("devices/system/cpu/cpu0/topology/physical_package_id", -1);

    assertThat(SysfsTopology.read(root).topology().cpus())
        .extracting(Cpu::socket)
        .containsOnly(0);
  }

  @Test
  void read_memoryOnlyNumaNode_isLeftOut() {
    sys.cpus("0", "0").cpu(0, "0", "0", 0).numaNode(0, "").numaNode(3, "0");

    assertThat(SysfsTopology.read(root).topology().cpus())
        .extracting(Cpu::numaNode)
        .containsOnly(3);
  }

  @Test
  void read_capacitiesOfArm_areScaledToTheFastest() {
    sys.cpus("0-1", "0-1").cpu(0, "0", "0-1", 0).cpu(1, "1", "0-1", 0);
    sys.write("devices/system/cpu/cpu0/cpu_capacity", 400);
    sys.write("devices/system/cpu/cpu1/cpu_capacity", 800);

    assertThat(SysfsTopology.read(root).topology().cpus())
        .extracting(Cpu::capacity)
        .containsExactly(512, 1024);
  }

  @Test
  void read_hybridX86_takesTheClockOfEfficientCoresAndSaysSo() {
    sys.cpus("0-1", "0-1").cpu(0, "0", "0-1", 0).cpu(1, "1", "0-1", 0);
    sys.write("devices/cpu_core/cpus", "0").write("devices/cpu_atom/cpus", "1");
    sys.write("devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", 5_000_000);
    sys.write("devices/system/cpu/cpu1/cpufreq/cpuinfo_max_freq", 4_000_000);

    HostTopology host = SysfsTopology.read(root);

    assertThat(host.topology().cpus()).extracting(Cpu::capacity).containsExactly(1024, 819);
    assertThat(host.notes()).singleElement().asString().contains("clock");
  }

  @Test
  void read_hybridX86WithoutClocks_countsAllAlikeAndSaysSo() {
    sys.cpus("0-1", "0-1").cpu(0, "0", "0-1", 0).cpu(1, "1", "0-1", 0);
    sys.write("devices/cpu_atom/cpus", "1");

    HostTopology host = SysfsTopology.read(root);

    assertThat(host.topology().cpus()).extracting(Cpu::capacity).containsOnly(1024);
    assertThat(host.notes()).singleElement().asString().contains("alike");
  }

  @Test
  void read_boostClocksOfAServer_areNotTakenForCapacity() {
    sys.cpus("0-1", "0-1").cpu(0, "0", "0-1", 0).cpu(1, "1", "0-1", 0);
    sys.write("devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", 3_900_000);
    sys.write("devices/system/cpu/cpu1/cpufreq/cpuinfo_max_freq", 3_700_000);

    assertThat(SysfsTopology.read(root).topology().cpus())
        .extracting(Cpu::capacity)
        .containsOnly(1024);
  }

  @Test
  void read_noSysfs_namesTheFile() {
    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> SysfsTopology.read(root))
        .withMessageContaining("devices/system/cpu/online")
        .withMessageContaining("sysfs is mounted")
        .satisfies(e -> assertThat(e.path()).hasFileName("online"));
  }

  @Test
  void read_garbage_namesFileAndContent() {
    sys.cpus("0", "0").cpu(0, "0", "0", 0);
    sys.write("devices/system/cpu/cpu0/topology/core_cpus_list", "zero");

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> SysfsTopology.read(root))
        .withMessageContaining("cpu0/topology/core_cpus_list")
        .withMessageContaining("'zero'");
  }

  @Test
  void read_filesThatContradictEachOther_saysWhichCpus() {
    sys.cpus("0-1", "0-1").cpu(0, "0-1", "0-1", 0).cpu(1, "1", "0-1", 0);

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> SysfsTopology.read(root))
        .withMessageContaining("CPU 0 and its SMT sibling 1")
        .withMessageContaining("topology file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void read_thisHost_hasAsManyCpusAsTheKernelCounts() throws java.io.IOException {
    String online = Files.readString(SysfsTopology.SYS.resolve("devices/system/cpu/online"));

    assertThat(SysfsTopology.read().topology().online()).isEqualTo(CpuSet.parse(online));
  }
}
