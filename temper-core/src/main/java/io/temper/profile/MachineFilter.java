package io.temper.profile;

import io.temper.node.NodeTopology;
import org.jspecify.annotations.Nullable;

/**
 * The machines that a profile is for.
 *
 * @param minCpus the fewest online CPUs, from 1
 * @param maxCpus the most online CPUs, not below {@code minCpus}
 * @param smt whether some core has more than one CPU; null if that does not matter
 */
public record MachineFilter(
    int minCpus, int maxCpus, @Nullable Boolean smt) {
  /** Every machine. */
  public static final MachineFilter ANY = new MachineFilter(1, Integer.MAX_VALUE, null);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there can be no such machine
   */
  public MachineFilter {
    if (minCpus < 1 || maxCpus < minCpus) {
      throw new IllegalArgumentException("no machine has " + minCpus + " to " + maxCpus
          + " CPUs: give at least 1, and a most that is" + " not below the least");
    }
  }

  /**
   * Tells whether the profile is for a machine.
   *
   * @param node the machine
   * @return true if it is
   */
  public boolean matches(NodeTopology node) {
    int cpus = node.cpus().size();
    boolean hasSmt = cpus > node.cores().size();
    return cpus >= minCpus && cpus <= maxCpus && (smt == null || smt == hasSmt);
  }

  /**
   * Returns for how many kinds of machines the profile is: of several that match, the narrowest is meant.
   *
   * @return how many numbers of CPUs it admits, twice if with and without SMT
   */
  long width() {
    return ((long) maxCpus - minCpus + 1) * (smt == null ? 2 : 1);
  }

  /** Returns for example {@code 2 to 8 CPUs, with SMT}. */
  @Override
  public String toString() {
    String cpus = maxCpus == Integer.MAX_VALUE
        ? minCpus == 1 ? "any machine" : "at least " + minCpus + " CPUs"
        : minCpus + " to " + maxCpus + " CPUs";
    return smt == null ? cpus : cpus + (smt ? ", with SMT" : ", without SMT");
  }
}
