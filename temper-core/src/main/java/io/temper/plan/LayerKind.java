package io.temper.plan;

import io.temper.node.CpuSet;

/** Which CPUs a layer may run on. */
public sealed interface LayerKind {

  /**
   * Returns the CPUs that only this layer may use.
   *
   * @return the fence; empty for a layer without one
   */
  CpuSet fencedCpus();

  /**
   * Returns the CPUs that this layer tries first.
   *
   * @return the CPUs; empty if it likes all alike
   */
  CpuSet preferredCpus();

  /**
   * Returns the name that users read.
   *
   * @return {@code confined}, {@code grouped} or {@code open}
   */
  String label();

  /**
   * Returns the kind with its CPUs as sentences name it.
   *
   * @return for example {@code confined to CPUs 1-3}, {@code grouped around CPU 2} or {@code open}
   */
  default String phrase() {
    CpuSet cpus = preferredCpus();
    return cpus.isEmpty()
        ? label()
        : label() + (fencedCpus().isEmpty() ? " around " : " to ") + cpus.phrase();
  }

  /**
   * Owns CPUs: nothing else runs there.
   *
   * @param cpus whole physical cores; not empty
   */
  record Confined(CpuSet cpus) implements LayerKind {
    /**
     * Checks the fence.
     *
     * @throws IllegalArgumentException if it has no CPU
     */
    public Confined {
      if (cpus.isEmpty()) {
        throw new IllegalArgumentException("a confined layer needs at least one CPU of its own");
      }
    }

    @Override
    public CpuSet fencedCpus() {
      return cpus;
    }

    @Override
    public CpuSet preferredCpus() {
      return cpus;
    }

    @Override
    public String label() {
      return "confined";
    }
  }

  /**
   * Prefers some shared CPUs and may spill onto others outside of fences.
   *
   * @param cpus the CPUs that it tries first; empty for no preference
   */
  record Grouped(CpuSet cpus) implements LayerKind {
    @Override
    public CpuSet fencedCpus() {
      return CpuSet.empty();
    }

    @Override
    public CpuSet preferredCpus() {
      return cpus;
    }

    @Override
    public String label() {
      return "grouped";
    }
  }

  /** Runs on whatever is idle outside of fences. */
  record Open() implements LayerKind {
    @Override
    public CpuSet fencedCpus() {
      return CpuSet.empty();
    }

    @Override
    public CpuSet preferredCpus() {
      return CpuSet.empty();
    }

    @Override
    public String label() {
      return "open";
    }
  }
}
