package io.temper.benchmarks;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.plan.TierPlanner;
import io.temper.profile.ThreadTreatment;
import io.temper.testkit.Workloads;
import io.temper.workload.WorkloadId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

/** What asking a plan costs a program that does it for every pod, beside a map made of the plan once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class PlanLookupBenchmark {
  /** How many pods the node runs. */
  @Param({"100", "1000"})
  int pods;

  private final Map<WorkloadId, Member> byId = new HashMap<>();
  private EnforcementPlan plan =
      TierPlanner.standard().plan(Workloads.crowd(1, 1), NodeTopology.parse("1c"));
  private int next;

  /** Makes the plan. */
  @Setup
  public void prepare() {
    plan = TierPlanner.standard().plan(Workloads.crowd(pods, 1), NodeTopology.parse("2s128c256t"));
    plan.members().forEach(member -> byId.put(member.id(), member));
  }

  /** Each pod in turn, so that a search by their order costs half of them on average. */
  private Member nextPod() {
    next = next + 1 == plan.members().size() ? 0 : next + 1;
    return plan.members().get(next);
  }

  /**
   * Asks for a pod's place.
   *
   * @return the place
   */
  @Benchmark
  public Optional<Member> member() {
    return plan.member(nextPod().id());
  }

  /**
   * The same from a map.
   *
   * @return the place
   */
  @Benchmark
  public Optional<Member> memberFromMap() {
    return Optional.ofNullable(byId.get(nextPod().id()));
  }

  /**
   * Asks for the layer of a pod.
   *
   * @return the layer
   */
  @Benchmark
  public Optional<Layer> layer() {
    return plan.layer(nextPod().layer());
  }

  /**
   * Asks for the layer of some threads of a pod.
   *
   * @return the layer
   */
  @Benchmark
  public Layer layerOfThreads() {
    return plan.layerOf(nextPod().layer(), ThreadTreatment.YIELD);
  }

  /**
   * Asks for the layer of a role.
   *
   * @return the layer
   */
  @Benchmark
  public Optional<Layer> layerOfRole() {
    return plan.layer(LayerRole.DEFAULT);
  }
}
