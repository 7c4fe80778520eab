package io.temper.agent.report.explain;

import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.HostFacts;
import io.temper.agent.report.observe.HostFacts.HostProcess;
import io.temper.linux.CpuLimit;
import io.temper.linux.SchedulingPolicy;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.OptionalInt;

/** Explanations of control groups of one node. */
public final class SampleExplanation {
  private static final CgroupPath WORKER = new CgroupPath("/web.slice/worker");

  private SampleExplanation() {}

  /** A process of a group that the rule for the group around it names. */
  public static ExplainedCgroup ofAProcess() {
    return new ExplainedCgroup(
        SampleNode.explainer().explain(WORKER),
        new HostFacts(
            new HostProcess(4711, "w\u001b[2Jx", SchedulingPolicy.NORMAL, false),
            12,
            List.of(new CpuLimit(new CgroupPath("/web.slice"), 200_000, 100_000)),
            OptionalInt.of(100),
            "temper"),
        new GroupedThread("shop", "flush", "yield", ""));
  }

  /** A group that nothing names, and workloads inside of it. */
  public static ExplainedCgroup ofNothing() {
    return new ExplainedCgroup(
        SampleNode.explainer().explain(new CgroupPath("/batch.slice")),
        new HostFacts(null, 0, List.of(), OptionalInt.empty(), "temper"),
        GroupedThread.UNKNOWN);
  }

  /** A real-time thread, while the plan is not enforced. */
  public static ExplainedCgroup onTheStockScheduler() {
    return new ExplainedCgroup(
        SampleNode.notEnforcing().explain(new CgroupPath("/web.slice")),
        new HostFacts(
            new HostProcess(7, "audio", SchedulingPolicy.ROUND_ROBIN, false),
            1,
            List.of(),
            OptionalInt.of(100),
            ""),
        GroupedThread.UNKNOWN);
  }
}
