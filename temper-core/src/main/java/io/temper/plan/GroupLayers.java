package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the thread groups of a tier's workloads layers of their own, out of what the tier has: its weight is
 * divided, its fence too, and nothing ranks above it.
 *
 * <pre>
 *   threads      critical and high                      the critical layer behind a fence    normal
 *   exclusive    as latency                             whole cores of the fence, if others  as normal
 *                                                       are left
 *   latency      rank and CPUs of the tier, served      as normal: a fenced CPU serves one   as normal
 *                before its other threads               layer
 *   yield        a rank below the tier's                outside of the fence, taking no CPU  by weight
 *                                                       from anybody, as what it spills
 * </pre>
 *
 * <p>Weights, so that what {@link LayerWeights} promises still holds:
 *
 * <pre>
 *   critical, high   W, divided 8 : 3 : 3 : 2 between normal, exclusive, latency and yield, as far as they are
 *                    there. Normal keeps 8/13 at least, which is above every bound of a lower tier.
 *   normal           500 for yield, and max(W, 1500) - 500 for the rest: with less than 500 a layer below high
 *                    would not have its 5 %, and with less than 1000 the rest would not outweigh low.
 * </pre>
 *
 * <p>That leaves nothing to divide in low, and background has nobody to give way to. A tier with a ceiling is
 * not divided either: a ceiling holds the sum of one layer.
 */
final class GroupLayers {
  /** Shares of the weight of a tier that preempts; what is rounded away is the tier's own. */
  private static final Map<ThreadTreatment, Integer> PARTS = new EnumMap<>(Map.of(
      ThreadTreatment.EXCLUSIVE, 3,
      ThreadTreatment.LATENCY, 3,
      ThreadTreatment.NORMAL, 8,
      ThreadTreatment.YIELD, 2));

  /** The least weight of a layer below high, and what normal needs to divide. */
  private static final int LEAST_BELOW_HIGH = 500;

  private static final int LEAST_DIVIDED = 1500;

  /** It bounds what the others of the tier wait where they cannot preempt. */
  private static final Duration YIELD_SLICE = Duration.ofMillis(5);

  private final Layer tier;
  private final GroupDemand demand;
  private final CpuSet heldExclusively;
  private final Map<ThreadTreatment, LayerKind> kinds = new EnumMap<>(ThreadTreatment.class);

  private GroupLayers(Layer tier, GroupDemand demand, CpuSet heldExclusively) {
    this.tier = tier;
    this.demand = demand;
    this.heldExclusively = heldExclusively;
    kinds.put(ThreadTreatment.NORMAL, tier.kind());
  }

  /**
   * What became of a tier.
   *
   * @param layers its layers, the one of its ordinary threads first
   * @param decisions what whoever wrote a thread profile might not expect
   */
  record Divided(List<Layer> layers, List<Decision> decisions) {}

  /**
   * Divides a tier.
   *
   * @param held what the layers of the plan before have: exclusive threads keep their cores
   */
  static Divided of(Layer tier, GroupDemand demand, NodeTopology node, HeldCpus held) {
    if (demand.treatments().isEmpty() || !isDivisible(tier.role())) {
      return new Divided(List.of(tier), List.of());
    }
    GroupLayers layers = new GroupLayers(tier, demand, held.exclusive(tier.role()));
    if (tier.kind().fencedCpus().isEmpty()) {
      layers.place();
    } else {
      layers.placeInFence(node);
    }
    return tier.ceiling() == null
        ? new Divided(layers.all(), layers.decisions())
        : new Divided(List.of(tier), layers.lostTo(tier.ceiling()));
  }

  private static boolean isDivisible(LayerRole role) {
    return isPreempting(role) || role == LayerRole.NORMAL;
  }

  private List<Decision> decisions() {
    boolean isShared = demand.has(ThreadTreatment.EXCLUSIVE)
        && !tier.kind().fencedCpus().isEmpty()
        && !kinds.containsKey(ThreadTreatment.EXCLUSIVE);
    return isShared
        ? List.of(new Decision.NoExclusiveCores(
            tier.name(), tier.kind().fencedCpus(), demand.exclusiveCpus()))
        : List.of();
  }

  private List<Decision> lostTo(CpuQuantity ceiling) {
    List<ThreadTreatment> lost = kinds.keySet().stream()
        .filter(treatment -> treatment != ThreadTreatment.NORMAL)
        .toList();
    return lost.isEmpty()
        ? List.of()
        : List.of(new Decision.GroupsNotDivided(tier.name(), ceiling, lost));
  }

  private static boolean isPreempting(LayerRole role) {
    return role == LayerRole.CRITICAL || role == LayerRole.HIGH;
  }

  private void place() {
    boolean urgent = demand.has(ThreadTreatment.LATENCY) || demand.has(ThreadTreatment.EXCLUSIVE);
    if (urgent && isPreempting(tier.role())) {
      kinds.put(ThreadTreatment.LATENCY, tier.kind());
    }
    placeYielding();
  }

  private void placeInFence(NodeTopology node) {
    if (demand.has(ThreadTreatment.EXCLUSIVE)) {
      CpuSet fence = tier.kind().fencedCpus();
      CpuSet exclusive = ownCores(node, fence);
      CpuSet rest = fence.minus(exclusive);
      if (!rest.isEmpty()) {
        kinds.put(ThreadTreatment.EXCLUSIVE, new LayerKind.Confined(exclusive));
        kinds.put(ThreadTreatment.NORMAL, new LayerKind.Confined(rest));
      }
    }
    placeYielding();
  }

  private void placeYielding() {
    if (demand.has(ThreadTreatment.YIELD)) {
      kinds.put(ThreadTreatment.YIELD, new LayerKind.Open());
    }
  }

  /**
   * Returns whole cores of a fence that hold what the exclusive groups ask for, or all of it: those that
   * they have first, then the last, and none that the others can do without. So the next plan, which finds
   * them in any order, keeps them.
   */
  private CpuSet ownCores(NodeTopology node, CpuSet fence) {
    CpuSet taken = CpuSet.empty();
    List<Core> latestFirst = new ArrayList<>();
    for (Core core : heldFirst(node)) {
      if (taken.size() < demand.exclusiveCpus() && fence.containsAll(core.cpus())) {
        taken = taken.union(core.cpus());
        latestFirst.add(0, core);
      }
    }
    for (Core core : latestFirst) {
      if (taken.size() - core.cpus().size() >= demand.exclusiveCpus()) {
        taken = taken.minus(core.cpus());
      }
    }
    return taken;
  }

  private List<Core> heldFirst(NodeTopology node) {
    List<Core> order = new ArrayList<>(node.cores());
    Collections.reverse(order);
    order.sort(Comparator.comparing(core -> !core.cpus().intersects(heldExclusively)));
    return order;
  }

  private List<Layer> all() {
    List<Layer> groups = new ArrayList<>();
    int left = kinds.size() == 1 || isPreempting(tier.role())
        ? tier.weight()
        : Math.max(tier.weight(), LEAST_DIVIDED);
    for (ThreadTreatment treatment : kinds.keySet()) {
      if (treatment != ThreadTreatment.NORMAL) {
        int weight = weightOf(treatment);
        left -= weight;
        groups.add(layer(treatment, weight));
      }
    }
    groups.add(0, own(left));
    return List.copyOf(groups);
  }

  private int weightOf(ThreadTreatment treatment) {
    if (!isPreempting(tier.role())) {
      return LEAST_BELOW_HIGH;
    }
    int parts = kinds.keySet().stream().mapToInt(GroupLayers::partOf).sum();
    return tier.weight() * partOf(treatment) / parts;
  }

  private static int partOf(ThreadTreatment treatment) {
    return PARTS.getOrDefault(treatment, 0);
  }

  private Layer own(int weight) {
    return layer(tier.name(), ThreadTreatment.NORMAL, weight, tier.requested());
  }

  /** What is requested is the workloads', so it counts once: in the tier's own layer. */
  private Layer layer(ThreadTreatment treatment, int weight) {
    return layer(tier.name() + "/" + treatment.label(), treatment, weight, CpuQuantity.ZERO);
  }

  private Layer layer(String name, ThreadTreatment treatment, int weight, CpuQuantity requested) {
    boolean yields = treatment == ThreadTreatment.YIELD;
    boolean leftFence = yields && !tier.kind().fencedCpus().isEmpty();
    return new Layer(
        name,
        tier.role(),
        kinds.getOrDefault(treatment, tier.kind()),
        weight,
        yields ? YIELD_SLICE : tier.slice(),
        tier.isProtected() && !yields,
        tier.preempts() && !leftFence,
        requested,
        null,
        treatment);
  }
}
