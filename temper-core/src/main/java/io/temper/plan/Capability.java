package io.temper.plan;

/** What a scheduler may or may not be able to enforce, beyond ranks and weighted shares. */
public enum Capability {
  /** Keeps everything else off the CPUs of a confined layer. */
  FENCES,
  /** Holds what a layer uses in all at its ceiling. */
  CEILINGS,
  /** Honours the CPU limits of workloads, each by itself. */
  LIMITS
}
