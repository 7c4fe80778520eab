package io.temper.testkit;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.node.TopologyShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes machines: regular ones, and ones with gaps, offline CPUs and cores of several speeds. */
public final class Topologies {
  private static final List<String> SHAPES = List.of(
      "1c",
      "1c2t",
      "2c",
      "2c4t",
      "3c",
      "4c8t",
      "1c4t",
      "8c16t",
      "4l16c32t",
      "2s16c32t",
      "2s4n8l32c64t",
      "1s2n8l64c128t",
      "2s128c256t");

  private Topologies() {}

  /**
   * Makes regular machines of 1 to 256 CPUs, all CPUs online and equally fast.
   *
   * @return a generator
   */
  public static Arbitrary<NodeTopology> regular() {
    return Arbitrary.oneOf(SHAPES).map(NodeTopology::parse);
  }

  /**
   * Makes machines of every kind.
   *
   * @return a generator
   */
  public static Arbitrary<NodeTopology> any() {
    return regular().with(Arbitrary.longs(0, 1_000_000), Topologies::disturbed);
  }

  /**
   * Makes a machine irregular: some CPUs go offline, CPU numbers get gaps, some cores get slower.
   *
   * @param regular a machine
   * @param seed the same seed gives the same disturbance; 0 gives none
   * @return the irregular machine, with at least one online CPU
   */
  public static NodeTopology disturbed(NodeTopology regular, long seed) {
    if (seed == 0) {
      return regular;
    }
    Random random = new Random(seed);
    CpuSet off = someOf(regular.online(), random);
    int stride = 1 + random.nextInt(3);
    int slowFrom = random.nextInt(regular.cores().size() * 2);
    List<Cpu> cpus = new ArrayList<>();
    for (Cpu cpu : regular.cpus()) {
      if (!off.contains(cpu.id())) {
        int core = cpu.siblings().first();
        cpus.add(renumbered(cpu, off, stride, core >= slowFrom ? 512 : Cpu.FULL_CAPACITY));
      }
    }
    return NodeTopology.of(cpus, spaced(off, stride));
  }

  /**
   * Returns the short form of a machine of so many cores of two threads each.
   *
   * @param cores physical cores
   * @return a regular machine with one socket and one last-level cache
   */
  public static NodeTopology smt(int cores) {
    return new TopologyShape(1, 1, 1, cores, 2 * cores).toTopology();
  }

  private static CpuSet someOf(CpuSet cpus, Random random) {
    int percent = random.nextInt(60);
    int kept = cpus.first();
    return CpuSet.of(
        cpus.stream().filter(id -> id != kept && random.nextInt(100) < percent).toArray());
  }

  private static Cpu renumbered(Cpu cpu, CpuSet off, int stride, int capacity) {
    return new Cpu(
        cpu.id() * stride,
        spaced(cpu.siblings().minus(off), stride),
        spaced(cpu.cacheSharers().minus(off), stride),
        cpu.numaNode(),
        cpu.socket(),
        capacity);
  }

  private static CpuSet spaced(CpuSet cpus, int stride) {
    return CpuSet.of(cpus.stream().map(id -> id * stride).toArray());
  }
}
