package io.temper.lint.fact;

import io.temper.workload.WorkloadId;

/**
 * A thread of an application that a profile puts into a layer.
 *
 * @param workload the application
 * @param tid the kernel's number of the thread
 * @param thread the name of the thread, such as {@code C2 CompilerThre}
 * @param expected the layer that its group belongs to
 * @param observed the layer that the scheduler has it in
 * @param sight how that was seen
 */
public record ThreadGroupPlacement(
    WorkloadId workload, int tid, String thread, String expected, String observed, Sight sight) {

  /** How the layer of a thread was seen. */
  public enum Sight {
    /** The scheduler serves the thread by this layer. */
    SERVED("served there"),
    /** The thread sleeps since the last change; a note on it in the kernel names the layer. */
    NOTED("noted for its next turn"),
    /** The thread sleeps since the last change; it has no note, so its control group decides. */
    BY_GROUP("without a note of its own");

    private final String label;

    Sight(String label) {
      this.label = label;
    }

    /**
     * Returns it in words.
     *
     * @return for example {@code served there}
     */
    public String label() {
      return label;
    }
  }
}
