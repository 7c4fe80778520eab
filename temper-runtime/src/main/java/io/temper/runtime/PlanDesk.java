package io.temper.runtime;

import io.temper.TemperException;
import io.temper.kernel.CompileResult;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.kernel.UnresolvedCgroup;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a draft of what the feeds bring, and only if they bring something new: from the plan before, at
 * first that of the agent before, so that CPUs stay with their layer. What cannot be planned leaves the
 * draft before in place, whole. For one thread.
 */
final class PlanDesk {
  private static final Logger LOG = LoggerFactory.getLogger(PlanDesk.class);
  private static final long ANY_GENERATION = 1;

  private final KernelCompiler compiler;
  private final PlanMemory memory;
  private @Nullable EnforcementPlan inherited;
  private @Nullable NodeWorkloads workloads;
  private @Nullable NodeTopology topology;
  private @Nullable TierPlanner planner;
  private @Nullable Draft draft;
  private @Nullable String problem;
  private boolean isNew;
  private List<List<Object>> kept = List.of();

  PlanDesk(KernelCompiler compiler, PlanMemory memory) {
    this.compiler = compiler;
    this.memory = memory;
    this.inherited = memory.load().orElse(null);
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
      isNew = true;
      inherited = null;
      problem = null;
    } catch (TemperException e) {
      problem = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      problem = "internal error while planning: " + e
          + "; a fault of Temper, not of the workloads: please report it with 'temper plan'";
    }
  }

  private Draft make(NodeWorkloads of, NodeTopology node, TierPlanner by) {
    EnforcementPlan last = inherited;
    if (draft != null || last == null) {
      return makeAfter(draft == null ? null : draft.plan(), of, node, by);
    }
    try {
      return makeAfter(last, of, node, by);
    } catch (RuntimeException e) {
      // Whatever an agent before has left must not keep this one from planning. If a plan from scratch
      // fails, too, it was not the fault of what is left.
      Draft fromScratch = makeAfter(null, of, node, by);
      LOG.warn("the plan of the agent before is of no use here: {}", e.toString());
      return fromScratch;
    }
  }

  private Draft makeAfter(
      @Nullable EnforcementPlan previous, NodeWorkloads of, NodeTopology node, TierPlanner by) {
    PlanContext context = new PlanContext(of.constraints(), previous);
    EnforcementPlan plan = by.plan(of.workloads(), node, context);
    CompileResult result = compiler.compile(plan, node, of::idOf, ANY_GENERATION);
    List<String> unresolved = result instanceof CompileResult.Compiled compiled
        ? compiled.unresolved().stream().map(UnresolvedCgroup::subject).toList()
        : List.of();
    return new Draft(plan, result.config(), unresolved, of);
  }

  /**
   * Saves the last complete plan as soon as its layers are in force, if they have other CPUs than those that
   * are saved. A plan that waits to be published, or that the kernel refused, is not saved.
   */
  void keep(KernelConfig inForce) {
    Draft now = draft;
    boolean isLost = memory.isLost();
    if (now == null || !(isNew || isLost) || !hasLayersOf(inForce, now.config())) {
      return;
    }
    isNew = false;
    List<List<Object>> places = places(now);
    if (isLost || !places.equals(kept)) {
      memory.save(now.plan());
      kept = places;
    }
  }

  /** Weights that differ by little are not published, and make no difference to CPUs. */
  private static boolean hasLayersOf(KernelConfig inForce, KernelConfig wanted) {
    return withoutWeights(inForce).equals(withoutWeights(wanted));
  }

  private static List<KernelLayer> withoutWeights(KernelConfig config) {
    return config.layers().stream().map(layer -> layer.withWeight(1)).toList();
  }

  /** What of a plan the next one is made from. */
  private static List<List<Object>> places(Draft of) {
    return of.plan().layers().stream()
        .map(layer -> List.<Object>of(layer.role(), layer.treatment(), layer.kind()))
        .toList();
  }

  /** Forgets everything, so that the next plan is made from scratch: nothing is in force then. */
  void forget() {
    workloads = null;
    topology = null;
    planner = null;
    draft = null;
    inherited = null;
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
