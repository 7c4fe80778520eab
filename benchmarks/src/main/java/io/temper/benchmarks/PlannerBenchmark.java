package io.temper.benchmarks;

import io.temper.kernel.CompileResult;
import io.temper.kernel.KernelCompiler;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import io.temper.plan.diff.PlanDiff;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a change of one pod costs on a full node, from the list of workloads on. The target is p99 below
 * 1 ms for 1 000 pods on 256 CPUs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PlannerBenchmark {
  /** How many pods the node runs. */
  @Param({"100", "1000"})
  int pods;

  /** The machine. */
  @Param({"4c8t", "2s128c256t"})
  String node = "";

  private final TierPlanner planner = TierPlanner.standard();
  private final KernelCompiler compiler = KernelCompiler.standard();
  private NodeTopology topology = NodeTopology.parse("1c");
  private List<Workload> unsorted = List.of();
  private WorkloadSet workloads = WorkloadSet.empty();
  private EnforcementPlan plan = planner.plan(workloads, topology);
  private PlanContext inForce = PlanContext.after(plan);
  private WorkloadSet oneMore = workloads;
  private WorkloadSet unchanged = workloads;
  private EnforcementPlan planOfOneMore = plan;

  /** Makes the input. */
  @Setup
  public void prepare() {
    topology = NodeTopology.parse(node);
    workloads = Workloads.crowd(pods, 1);
    unsorted = new ArrayList<>(workloads.asList());
    Collections.shuffle(unsorted, new Random(1));
    plan = planner.plan(workloads, topology);
    inForce = PlanContext.after(plan);
    // As adapters do it: new objects at each reading, of which each must be looked into.
    unchanged = Workloads.crowd(pods, 1);
    List<Workload> more = new ArrayList<>(workloads.asList());
    more.add(Workloads.inTier("one-more", Tier.CRITICAL, 1500));
    oneMore = WorkloadSet.of(more);
    planOfOneMore = planner.plan(oneMore, topology, inForce);
  }

  /**
   * Sorts the workloads, as they come from an orchestrator.
   *
   * @return the sorted set
   */
  @Benchmark
  public WorkloadSet sort() {
    return WorkloadSet.of(unsorted);
  }

  /**
   * Plans the node from scratch.
   *
   * @return the plan
   */
  @Benchmark
  public EnforcementPlan plan() {
    return planner.plan(workloads, topology);
  }

  /**
   * Plans the unchanged node from the plan in force, as an agent does.
   *
   * @return a plan that is equal to the one in force
   */
  @Benchmark
  public EnforcementPlan planUnchanged() {
    return planner.plan(workloads, topology, inForce);
  }

  /**
   * Plans the node with one critical pod more, from the plan in force.
   *
   * @return a plan in which the fence has grown
   */
  @Benchmark
  public EnforcementPlan planOneMore() {
    return planner.plan(oneMore, topology, inForce);
  }

  /**
   * Finds out that an unchanged input is unchanged: what an agent does instead of planning.
   *
   * @return true
   */
  @Benchmark
  public boolean noticeUnchanged() {
    return unchanged.equals(workloads);
  }

  /**
   * Names what differs between the plan in force and the next.
   *
   * @return the difference
   */
  @Benchmark
  public PlanDiff diff() {
    return PlanDiff.between(plan, planOfOneMore);
  }

  /**
   * Renders the plan for the kernel, cgroup ids being at hand.
   *
   * @return the configuration
   */
  @Benchmark
  public CompileResult compile() {
    return compiler.compile(plan, topology, PlannerBenchmark::idOf, 1);
  }

  private static OptionalLong idOf(CgroupPath path) {
    return OptionalLong.of(path.hashCode() & 0xffff_ffffL);
  }
}
