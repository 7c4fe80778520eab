package io.temper.plan.diff;

import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;
import org.jspecify.annotations.Nullable;

/** What differs in who is in which layer. The kernel needs single entries. */
public sealed interface MemberChange extends PlanChange {

  @Override
  default Reach reach() {
    return Reach.MEMBERS;
  }

  /**
   * A workload is new on the node.
   *
   * @param id the workload
   * @param layer its layer
   */
  record MemberJoined(WorkloadId id, String layer) implements MemberChange {
    @Override
    public String sentence() {
      return id + " joins layer " + layer + ".";
    }
  }

  /**
   * A workload is not on the node any more.
   *
   * @param id the workload
   * @param layer the layer that it was in
   */
  record MemberLeft(WorkloadId id, String layer) implements MemberChange {
    @Override
    public String sentence() {
      return id + " leaves layer " + layer + ".";
    }
  }

  /**
   * A workload is in another layer.
   *
   * @param id the workload
   * @param from the layer that it was in
   * @param to its layer
   */
  record MemberMoved(WorkloadId id, String from, String to) implements MemberChange {
    @Override
    public String sentence() {
      return id + " moves from layer " + from + " to " + to + ".";
    }
  }

  /**
   * A workload is in the same layer and has another control group.
   *
   * @param id the workload
   * @param before its control group before; null while it was not known
   * @param after its control group after; null while it is not known
   */
  record MemberRegrouped(
      WorkloadId id, @Nullable CgroupPath before, @Nullable CgroupPath after)
      implements MemberChange {
    @Override
    public String sentence() {
      return id + " is found in the control group " + text(after) + " instead of " + text(before)
          + ".";
    }

    private static String text(@Nullable CgroupPath group) {
      return group == null ? "none" : group.toString();
    }
  }

  /**
   * A control group of the host joins the system layer.
   *
   * @param cgroup the group
   */
  record SystemGroupJoined(CgroupPath cgroup) implements MemberChange {
    @Override
    public String sentence() {
      return "The control group " + cgroup + " joins the system layer.";
    }
  }

  /**
   * A control group of the host leaves the system layer.
   *
   * @param cgroup the group
   */
  record SystemGroupLeft(CgroupPath cgroup) implements MemberChange {
    @Override
    public String sentence() {
      return "The control group " + cgroup + " leaves the system layer.";
    }
  }
}
