package io.temper.lab.kernel;

/** Where a kernel comes from. */
public enum KernelOrigin {
  /** A package of Debian that is ready to boot. */
  PACKAGE,
  /** Built here from Debian's source package, since Debian's own build has sched_ext off. */
  SOURCE,
  /** A prebuilt pair of files in the folder that the user named. */
  SEED
}
