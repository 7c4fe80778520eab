package io.temper.node;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular machine in five numbers, each the total of the whole machine. The short form writes
 * them as number and letter, in this order, with no space:
 *
 * <pre>
 *   [sockets s] [NUMA nodes n] [LLCs l] cores c [threads t]
 *
 *   4c8t           1 socket, 1 LLC, 4 cores of 2 threads
 *   2s16c32t       2 sockets of 8 cores of 2 threads, a NUMA node and an LLC each
 *   1s2n8l64c128t  1 socket, 2 NUMA nodes, 8 LLCs, 64 cores of 2 threads
 * </pre>
 *
 * <p>What is left out: one socket, as many NUMA nodes as sockets, as many LLCs as NUMA nodes, as
 * many threads as cores. CPUs are numbered as x86 kernels usually do: the first threads of all
 * cores, then the second threads.
 *
 * @param sockets physical packages
 * @param numaNodes NUMA nodes; a multiple of {@code sockets}
 * @param caches last-level caches; a multiple of {@code numaNodes}
 * @param cores physical cores; a multiple of {@code caches}
 * @param threads logical CPUs; a multiple of {@code cores}
 */
public record TopologyShape(int sockets, int numaNodes, int caches, int cores, int threads) {
  private static final Pattern SHORT_FORM = Pattern.compile(
      "(?:(\\d{1,5})s)?(?:(\\d{1,5})n)?(?:(\\d{1,5})l)?(\\d{1,5})c(?:(\\d{1,5})t)?");

  /**
   * Checks that the numbers divide.
   *
   * @throws IllegalArgumentException if one is not a positive multiple of the one before, or there
   *     are more threads than CPU numbers
   */
  public TopologyShape {
    requireMultiple(sockets, "sockets", 1, "1");
    requireMultiple(numaNodes, "NUMA nodes", sockets, "the sockets");
    requireMultiple(caches, "LLCs", numaNodes, "the NUMA nodes");
    requireMultiple(cores, "cores", caches, "the LLCs");
    requireMultiple(threads, "threads", cores, "the cores");
    if (threads > CpuSet.MAX_ID + 1) {
      throw new IllegalArgumentException(
          "too many threads: " + threads + ", Linux numbers at most " + (CpuSet.MAX_ID + 1));
    }
  }

  /**
   * Reads the short form.
   *
   * @param text for example {@code 2s16c32t}
   * @return the shape
   * @throws IllegalArgumentException if the text is not a short form or its numbers do not divide
   */
  public static TopologyShape parse(String text) {
    Matcher matcher = SHORT_FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a topology: '" + text + "': write [N sockets s][N NUMA nodes n][N LLCs l]"
              + "<cores>c[<threads>t], such as 4c8t or 2s16c32t");
    }
    try {
      int sockets = number(matcher, 1, 1);
      int numaNodes = number(matcher, 2, sockets);
      int caches = number(matcher, 3, numaNodes);
      int cores = number(matcher, 4, caches);
      return new TopologyShape(sockets, numaNodes, caches, cores, number(matcher, 5, cores));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a topology: '" + text + "': " + e.getMessage(), e);
    }
  }

  /**
   * Returns the machine.
   *
   * @return a topology whose CPUs are all online and equally fast
   */
  public NodeTopology toTopology() {
    List<Cpu> cpus = new ArrayList<>(threads);
    for (int id = 0; id < threads; id++) {
      int core = id % cores;
      int cache = core / (cores / caches);
      int numaNode = cache / (caches / numaNodes);
      int socket = numaNode / (numaNodes / sockets);
      cpus.add(new Cpu(id, siblings(core, core), sharers(cache), numaNode, socket));
    }
    return NodeTopology.of(cpus, CpuSet.empty());
  }

  /** Returns the short form with all five numbers. */
  @Override
  public String toString() {
    return sockets + "s" + numaNodes + "n" + caches + "l" + cores + "c" + threads + "t";
  }

  private CpuSet sharers(int cache) {
    int coresPerCache = cores / caches;
    return siblings(cache * coresPerCache, (cache + 1) * coresPerCache - 1);
  }

  /** Returns all threads of the cores from {@code first} to {@code last}. */
  private CpuSet siblings(int first, int last) {
    List<CpuSet> byThread = new ArrayList<>();
    for (int offset = 0; offset < threads; offset += cores) {
      byThread.add(CpuSet.range(first + offset, last + offset));
    }
    return CpuSet.unionOf(byThread);
  }

  private static int number(Matcher matcher, int group, int otherwise) {
    String digits = matcher.group(group);
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static void requireMultiple(int value, String name, int divisor, String divisorName) {
    if (value < 1 || value % divisor != 0) {
      throw new IllegalArgumentException(
          "the number of " + name + " (" + value + ") must be a positive multiple of " + divisorName
              + (divisor == 1 ? "" : " (" + divisor + ")"));
    }
  }
}
