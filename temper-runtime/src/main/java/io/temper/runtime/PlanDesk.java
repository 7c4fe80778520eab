package io.temper.runtime;

import io.temper.TemperException;
import io.temper.kernel.CompileResult;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.UnresolvedCgroup;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a draft of what the feeds bring, and only if they bring something new: from the plan before, so
 * that CPUs stay with their layer. What cannot be planned leaves the draft before in place, whole. For
 * one thread.
 */
final class PlanDesk {
  private static final long ANY_GENERATION = 1;

  private final KernelCompiler compiler;
  private @Nullable NodeWorkloads workloads;
  private @Nullable NodeTopology topology;
  private @Nullable TierPlanner planner;
  private @Nullable Draft draft;
  private @Nullable String problem;

  PlanDesk(KernelCompiler compiler) {
    this.compiler = compiler;
  }

  /** Plans what is new. */
  void update(NodeWorkloads newWorkloads, NodeTopology newTopology, TierPlanner newPlanner) {
    if (newWorkloads.equals(workloads)
        && newTopology.equals(topology)
        && newPlanner.equals(planner)) {
      return;
    }
    workloads = newWorkloads;
    topology = newTopology;
    planner = newPlanner;
    try {
      draft = make(newWorkloads, newTopology, newPlanner);
      problem = null;
    } catch (TemperException e) {
      problem = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      problem = "internal error while planning: " + e
          + "; a fault of Temper, not of the workloads: please report it with 'temper plan'";
    }
  }

  private Draft make(NodeWorkloads of, NodeTopology node, TierPlanner by) {
    EnforcementPlan previous = draft == null ? null : draft.plan();
    PlanContext context = new PlanContext(of.constraints(), previous);
    EnforcementPlan plan = by.plan(of.workloads(), node, context);
    CompileResult result = compiler.compile(plan, node, of::idOf, ANY_GENERATION);
    List<String> unresolved = result instanceof CompileResult.Compiled compiled
        ? compiled.unresolved().stream().map(UnresolvedCgroup::subject).toList()
        : List.of();
    return new Draft(plan, result.config(), unresolved, of);
  }

  /** Forgets everything, so that the next plan is made from scratch: nothing is in force then. */
  void forget() {
    workloads = null;
    topology = null;
    planner = null;
    draft = null;
    problem = null;
  }

  /** Returns the last complete plan. */
  Optional<Draft> draft() {
    return Optional.ofNullable(draft);
  }

  /** Returns why the newest workloads could not be planned. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
