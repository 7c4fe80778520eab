package io.temper.nomad;

import org.jspecify.annotations.Nullable;

/**
 * What runs a task.
 *
 * @param name of the driver, such as {@code exec}
 * @param image of the container; null without one
 * @param hardLimit whether the task must not use more CPU time than it was given
 * @param cgroup the control group that the job chose itself, as it wrote it; null if it did not
 */
public record TaskDriver(
    String name,
    @Nullable String image,
    boolean hardLimit,
    @Nullable String cgroup) {
  private static final String DOCKER = "docker";
  private static final String PODMAN = "podman";

  /**
   * Tells whether another daemon than Nomad's client makes the control group.
   *
   * @return true for containers of Docker
   */
  public boolean isDocker() {
    return name.equals(DOCKER);
  }

  /**
   * Tells whether the control groups of its tasks can be found.
   *
   * @return false for containers of Podman: nothing that is told says which of them is which task. The group
   *     that Nomad makes for each stays empty
   */
  public boolean isLocatable() {
    return !name.equals(PODMAN);
  }
}
