package io.temper.agent.report.doctor;

import io.temper.bpf.Check;
import io.temper.linux.CpuLimit;
import io.temper.linux.HostReadException;
import io.temper.plan.Capability;
import io.temper.plan.PlanPolicy;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The question which CPU limits of this host lose their effect while the scheduler is attached. The
 * kernel enforces {@code cpu.max} for its own scheduler only; attaching works all the same, so no
 * answer keeps from it.
 *
 * @param policy says whether the scheduler enforces limits by itself
 * @param limits reads the limits of this host
 */
public record LimitCheck(PlanPolicy policy, Supplier<List<CpuLimit>> limits) {

  private static final String ID = "cpu-limits";
  private static final int MAX_NAMED = 3;

  /** Asks. */
  public Check ask() {
    if (policy.capabilities().contains(Capability.LIMITS)) {
      return Check.supported(ID, "CPU limits are enforced while this scheduler is attached");
    }
    try {
      var found = limits.get();
      return found.isEmpty() ? Check.supported(ID, "no cgroup has a CPU limit") : lost(found);
    } catch (HostReadException e) {
      var finding = e.path() + ": " + e.problem();
      return new Check(ID, Check.Verdict.UNKNOWN, false, finding, e.remedy());
    }
  }

  private Check lost(List<CpuLimit> limits) {
    var first =
        limits.stream().limit(MAX_NAMED).map(CpuLimit::toString).collect(Collectors.joining(", "));
    int more = limits.size() - MAX_NAMED;
    return Check.advice(
        ID,
        "CPU limits are not enforced while this scheduler is attached: "
            + (limits.size() == 1 ? "1 cgroup has one: " : limits.size() + " cgroups have one: ")
            + first
            + (more > 0 ? " and " + more + " more" : ""),
        "expect their threads to use more CPU time than cpu.max says"
            + (policy.capabilities().contains(Capability.CEILINGS)
                ? " (a tier whose pods all have a limit is held to the sum, none of them to its own)"
                : "")
            + "; where a limit must hold, leave this host to the stock scheduler");
  }
}
