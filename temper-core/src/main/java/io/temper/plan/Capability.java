package io.temper.plan;

/** What a scheduler may or may not be able to enforce, beyond ranks and weighted shares. */
public enum Capability {
  /** Keeps everything else off the CPUs of a confined layer. */
  FENCES,
  /** Honours the CPU limits of workloads. */
  LIMITS
}
