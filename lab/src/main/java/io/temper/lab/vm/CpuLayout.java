package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CPUs of a virtual machine and how they hang together.
 *
 * @param cpus logical CPUs in all
 * @param smt logical CPUs per core
 * @param sockets packages; each has one last-level cache, since QEMU's emulated CPU shows no dies
 * @param nodes NUMA nodes in all
 */
public record CpuLayout(int cpus, int smt, int sockets, int nodes) {
  private static final int MOST = 255;
  private static final List<String> KEYS = List.of("smt", "sockets", "nodes");

  /** Checks that whole cores divide evenly over sockets and nodes. */
  public CpuLayout {
    if (cpus < 1 || cpus > MOST) {
      throw new LabException("a machine has 1 to " + MOST + " CPUs, not " + cpus);
    }
    if (smt < 1 || sockets < 1 || nodes < 1) {
      throw new LabException("smt, sockets and nodes are at least 1");
    }
    if (cpus % (smt * sockets) != 0) {
      throw new LabException(
          cpus + " CPUs do not divide into cores of " + smt + " on " + sockets + " sockets");
    }
    if (cpus % nodes != 0) {
      throw new LabException(cpus + " CPUs do not divide over " + nodes + " NUMA nodes");
    }
  }

  /**
   * Returns a layout of single-threaded cores that share one cache.
   *
   * @param cpus the number of CPUs
   * @return the layout
   */
  public static CpuLayout of(int cpus) {
    return new CpuLayout(cpus, 1, 1, 1);
  }

  /**
   * Reads a layout.
   *
   * @param text a number of CPUs, and after it any of {@code smt=N}, {@code sockets=N} and {@code
   *     nodes=N}, as in "4,smt=2"; there is one node per socket unless given
   * @return the layout
   * @throws LabException if the text is none, or its numbers do not divide; the message says which
   */
  public static CpuLayout parse(String text) {
    String[] parts = text.split(",", -1);
    int cpus = number(parts[0], text);
    Map<String, Integer> given = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String key = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      if (equals < 0 || !KEYS.contains(key)) {
        throw new LabException("'" + parts[i] + "' in --cpus '" + text
            + "' is not understood: as in 4,smt=2; keys are " + String.join(", ", KEYS));
      }
      if (given.put(key, number(parts[i].substring(equals + 1), text)) != null) {
        throw new LabException("--cpus '" + text + "' gives " + key + " twice");
      }
    }
    int sockets = given.getOrDefault("sockets", 1);
    return new CpuLayout(
        cpus, given.getOrDefault("smt", 1), sockets, given.getOrDefault("nodes", sockets));
  }

  private static int number(String text, String whole) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new LabException(
          "'" + text + "' in --cpus '" + whole + "' is not a number: as in 4 or 4,smt=2", e);
    }
  }

  /**
   * Returns the value of QEMU's option {@code -smp}.
   *
   * @return the layout in QEMU's words
   */
  String smpOption() {
    int cores = cpus / (sockets * smt);
    return cpus + ",sockets=" + sockets + ",cores=" + cores + ",threads=" + smt;
  }
}
