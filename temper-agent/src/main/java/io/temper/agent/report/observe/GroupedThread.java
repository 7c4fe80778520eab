package io.temper.agent.report.observe;

/**
 * How a thread is told apart from the others of its workload.
 *
 * @param profile the profile of its workload; {@code none} for no profile, empty if that is not known
 * @param group its group in the profile; empty for none
 * @param treatment how it is treated; empty without a profile
 * @param layer the layer that the agent has put it into; empty if it was left in that of its control group
 */
public record GroupedThread(String profile, String group, String treatment, String layer) {
  /** Nobody could be asked. */
  public static final GroupedThread UNKNOWN = new GroupedThread("", "", "", "");

  /** All threads of its workload are treated alike, or it is of no workload. */
  public static final GroupedThread NO_PROFILE = new GroupedThread("none", "", "", "");

  /** Tells whether its workload has a profile. */
  public boolean hasProfile() {
    return !treatment.isEmpty();
  }

  /** Returns it in a few words for people; empty if it is not known. */
  public String words() {
    if (!hasProfile()) {
      return profile.isEmpty() ? "" : "no profile";
    }
    return (group.isEmpty() ? "no group" : group) + " (" + treatment + ")";
  }
}
