package io.temper.lab.matrix;

/**
 * What a run ran on; the components are keys of the JSON.
 *
 * @param kernel the kernel's release
 * @param hz ticks per second
 * @param preemption the preemption model
 * @param featureLevel what {@code doctor} says, as in "FL3"; "unknown" if no test told it
 * @param accelerator what executed the guest: "kvm", "tcg" or "icount"
 * @param form "short" or "long"
 * @param object the SHA-256 of the BPF object, in hexadecimal
 * @param date the day it ran, as in "2026-01-31", in UTC
 */
public record RunFacts(
    String kernel,
    int hz,
    String preemption,
    String featureLevel,
    String accelerator,
    String form,
    String object,
    String date) {
  /** The figure of a test that tells the feature level. */
  public static final String FEATURE_LEVEL = "feature level";
}
