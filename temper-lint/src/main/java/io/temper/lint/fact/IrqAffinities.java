package io.temper.lint.fact;

import io.temper.node.CpuSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where interrupts are handled.
 *
 * @param irqs those that somebody has asked for, by number
 */
public record IrqAffinities(List<IrqAffinity> irqs) {
  /** Copies the list. */
  public IrqAffinities {
    irqs = List.copyOf(irqs);
  }

  /**
   * Returns the CPUs alone.
   *
   * @return the CPUs that handle an interrupt, by its number
   */
  public SortedMap<Integer, CpuSet> cpus() {
    SortedMap<Integer, CpuSet> cpus = new TreeMap<>();
    irqs.forEach(irq -> cpus.put(irq.number(), irq.cpus()));
    return cpus;
  }
}
