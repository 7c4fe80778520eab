package io.temper.plan;

import static java.util.stream.Collectors.joining;

import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the planner decided and a user might not expect, with the numbers that led to it.
 * Programs tell the cases apart by type or by {@link #name()}; people read {@link #sentence()}.
 */
public sealed interface Decision
    permits CoexistenceDecision,
        Decision.Demoted,
        Decision.SmallNode,
        Decision.NoRequest,
        Decision.UncountedInFence,
        Decision.OmittedTier,
        Decision.TierInflation,
        Decision.SmtSharing,
        Decision.SpansCaches,
        Decision.CpusKept,
        Decision.FenceNotEnforceable,
        Decision.GroupsNotDivided,
        Decision.NoExclusiveCores,
        Decision.CeilingFromLimits,
        Decision.CeilingBelowLimits,
        Decision.CeilingRaised,
        Decision.CeilingNotEnforceable,
        Decision.IgnoredTierAnnotation,
        Decision.LimitNotEnforced {

  /**
   * Returns the name of the case. It is stable: files and metrics may carry it.
   *
   * @return for example {@code Demoted}
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Says what was decided, why, and what would change it.
   *
   * @return one or two sentences for people
   */
  String sentence();

  /**
   * Returns what it is about. A plan has at most one decision of a name about the same thing.
   *
   * @return the name of a layer or tier, or what else tells it from others of its name; empty if it is
   *     about the node as a whole
   */
  default String about() {
    return "";
  }

  /**
   * Tells whether the decision is about a workload: about it alone, or about its layer.
   *
   * @param workload the workload
   * @param place its place in the plan that made the decision
   * @return true if who asks about the workload wants to read the decision
   */
  default boolean concerns(Workload workload, Member place) {
    return about().equals(place.layer());
  }

  /**
   * A layer asks for more whole cores than the node can fence after the open reserve, so it is
   * grouped as a whole: protected as before, but not alone on its cores.
   *
   * @param layer the name of the layer
   * @param askedCpus logical CPUs that its requests round up to
   * @param askedCores whole cores that those take
   * @param fenceableCores whole cores that the node can fence
   * @param restoring the smallest set of members whose removal would restore the fence, the largest
   *     requests first
   */
  record Demoted(
      String layer, long askedCpus, long askedCores, int fenceableCores, WorkloadSample restoring)
      implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " is grouped instead of confined: its requests of "
          + Texts.count(askedCpus, "CPU") + " take " + Texts.count(askedCores, "whole core")
          + ", and this node can fence " + fenceableCores + "." + Texts.restoring(restoring);
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * A node of at most four CPUs has no whole core left for a fence, so the layer is grouped.
   *
   * @param layer the name of the layer
   * @param nodeCpus online logical CPUs of the node
   * @param askedCores whole cores that its requests take
   * @param fenceableCores whole cores that the node can fence
   * @param restoring the smallest set of members whose removal would restore the fence
   */
  record SmallNode(
      String layer, int nodeCpus, long askedCores, int fenceableCores, WorkloadSample restoring)
      implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " is grouped instead of confined: on a node of "
          + Texts.count(nodeCpus, "CPU") + " a fence of " + Texts.count(askedCores, "whole core")
          + " does not fit beside the open reserve, which leaves " + fenceableCores + "."
          + Texts.restoring(restoring);
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Nothing in the layer requests CPU, so there is no size for a fence and the layer is grouped.
   *
   * @param layer the name of the layer
   * @param workloads its members
   */
  record NoRequest(String layer, WorkloadSample workloads) implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer
          + " is grouped instead of confined: none of its workloads requests CPU" + " (" + workloads
          + "). Give them a CPU request to size the fence.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Members of a layer with a fence request no CPU: they use the fence, but do not add to it.
   *
   * @param layer the name of the layer
   * @param workloads those members
   */
  record UncountedInFence(String layer, WorkloadSample workloads) implements Decision {
    @Override
    public String sentence() {
      return "Some workloads of layer " + layer + " request no CPU, so they share a fence that was"
          + " sized without them: " + workloads + ".";
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return layer.equals(place.layer()) && workload.request().isZero();
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * No workload is in the tier, so it has no layer.
   *
   * @param tier the tier
   */
  record OmittedTier(Tier tier) implements Decision {
    @Override
    public String sentence() {
      return "No workload is in tier " + tier.label() + ", so it has no layer.";
    }

    @Override
    public String about() {
      return tier.label();
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return false;
    }
  }

  /**
   * So much of what runs is critical or high that these tiers set nobody apart.
   *
   * @param preferred workloads in the critical and high tier
   * @param workloads workloads in any tier; those of the system layer are not counted
   * @param preferredRequest what the critical and high ones request, summed
   * @param requested what all of them request, summed
   * @param nodeCpus online logical CPUs of the node
   */
  record TierInflation(
      int preferred,
      int workloads,
      CpuQuantity preferredRequest,
      CpuQuantity requested,
      int nodeCpus)
      implements Decision {
    @Override
    public String sentence() {
      return "Critical and high hold " + preferred + " of " + Texts.count(workloads, "workload")
          + " and " + preferredRequest + " of the " + requested.phrase()
          + " that are requested, on a node of "
          + Texts.count(nodeCpus, "CPU")
          + ": a tier that most are in sets nobody apart. Lower the priority of those that can wait.";
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return place
          .assignment()
          .tier()
          .filter(tier -> tier == Tier.CRITICAL || tier == Tier.HIGH)
          .isPresent();
    }
  }

  /**
   * A fence has fewer cores than CPUs were asked for, so busy threads share cores with each other.
   *
   * @param layer the name of the layer
   * @param askedCpus logical CPUs that its requests round up to
   * @param cores whole cores of its fence
   * @param cpus the CPUs of its fence
   */
  record SmtSharing(String layer, long askedCpus, int cores, CpuSet cpus) implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " asks for " + askedCpus + " CPUs and gets "
          + Texts.count(cores, "whole core") + " (CPUs " + cpus + "): when " + askedCpus
          + " of its threads are busy, some run on SMT siblings of one core. A larger request adds"
          + " cores.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * The CPUs of a layer do not lie in one cache domain, so its threads do not share one cache.
   *
   * @param layer the name of the layer
   * @param askedCpus logical CPUs that its requests round up to
   * @param cpus the CPUs that it owns or prefers
   * @param caches in how many cache domains they lie
   * @param numaNodes in how many NUMA nodes they lie
   * @param largestCacheCpus the most CPUs that one cache domain has for this layer
   */
  record SpansCaches(
      String layer, long askedCpus, CpuSet cpus, int caches, int numaNodes, int largestCacheCpus)
      implements Decision {
    @Override
    public String sentence() {
      return "The CPUs of layer " + layer + " (" + cpus + ") lie in " + caches
          + " last-level caches of " + Texts.count(numaNodes, "NUMA node") + ": it asks for "
          + Texts.count(askedCpus, "CPU") + ", and "
          + (askedCpus > largestCacheCpus
              ? "no cache domain has more than " + largestCacheCpus + " for it."
              : "they stay with it although one cache domain has " + largestCacheCpus
                  + " for it; a plan from scratch would move them.");
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * The requests of a layer have fallen a little, and it keeps its CPUs for now.
   *
   * @param layer the name of the layer
   * @param requested what its members request, summed
   * @param cpus the CPUs that it owns or prefers
   * @param givesBackAt the requests at and below which it gives some back
   */
  record CpusKept(String layer, CpuQuantity requested, CpuSet cpus, CpuQuantity givesBackAt)
      implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " keeps " + Texts.count(cpus.size(), "CPU") + " (" + cpus
          + ") although its requests of " + requested.phrase()
          + " need fewer: it gives some back"
          + " at " + givesBackAt.phrase() + " or less, so that small changes move nothing.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * The scheduler cannot enforce fences, so the layer is grouped and prefers the CPUs of its fence.
   *
   * @param layer the name of the layer
   * @param cpus the CPUs that the fence would have
   */
  record FenceNotEnforceable(String layer, CpuSet cpus) implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " would own the CPUs " + cpus + ", but this scheduler does not"
          + " enforce fences yet: the layer is grouped and prefers them.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Thread profiles of a layer's members ask for layers of their own, but a ceiling holds the sum of one
   * layer: all threads of the members are treated alike.
   *
   * @param layer the name of the layer
   * @param ceiling its ceiling
   * @param treatments how groups of threads would be treated without it, in the order of the constants
   */
  record GroupsNotDivided(String layer, CpuQuantity ceiling, List<ThreadTreatment> treatments)
      implements Decision {
    /** Copies the list. */
    public GroupsNotDivided {
      treatments = List.copyOf(treatments);
    }

    @Override
    public String sentence() {
      return "Thread profiles would treat threads of layer " + layer + " as "
          + treatments.stream().map(ThreadTreatment::label).collect(joining(" and ")) + ", but its"
          + " ceiling of " + ceiling.phrase() + " holds the sum of one layer: all its threads are"
          + " treated alike. A tier without a ceiling is divided.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Exclusive threads of a layer's members would take all CPUs of its fence, which leaves none for their
   * other threads: they share the fence.
   *
   * @param layer the name of the layer
   * @param fence the CPUs that it owns
   * @param askedCpus how many CPUs of their own the exclusive groups ask for
   */
  record NoExclusiveCores(String layer, CpuSet fence, long askedCpus) implements Decision {
    @Override
    public String sentence() {
      return "Exclusive threads of layer " + layer + " ask for " + Texts.count(askedCpus, "CPU")
          + " of their own, which leaves no core of its fence (" + fence + ") for the others: they"
          + " share it. Larger requests make the fence larger.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Every member of the layer has a CPU limit, so the layer gets the sum of them as its ceiling.
   *
   * @param layer the name of the layer
   * @param limits the ceiling: the limits of its members, summed
   * @param workloads its members
   * @param configured the configured ceiling, which is not lower; null if there is none
   */
  record CeilingFromLimits(
      String layer,
      CpuQuantity limits,
      WorkloadSample workloads,
      @Nullable CpuQuantity configured) implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " may use " + limits.phrase()
          + " in all, the sum of the CPU limits of its workloads, since each of them has one: "
          + workloads
          + ". That bounds them together, none of them by itself."
          + (configured == null
              ? ""
              : " The configured ceiling of " + configured.phrase() + " is not lower.");
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Every member of the layer has a CPU limit, but the layer's configured ceiling is below their sum.
   *
   * @param layer the name of the layer
   * @param configured its ceiling
   * @param limits the limits of its members, summed
   */
  record CeilingBelowLimits(String layer, CpuQuantity configured, CpuQuantity limits)
      implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " may use " + configured.phrase()
          + " in all, as configured: that is below " + limits.phrase()
          + ", the sum of the CPU limits of its workloads.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * The configured ceiling of the critical layer is below what is reserved for it, so it is raised.
   *
   * @param layer the name of the layer
   * @param configured the ceiling that is configured
   * @param reserved the CPUs of its fence or, if it has none, what its members request
   */
  record CeilingRaised(String layer, CpuQuantity configured, CpuQuantity reserved)
      implements Decision {
    @Override
    public String sentence() {
      return "The configured ceiling of layer " + layer + ", " + configured.phrase()
          + ", is raised to the " + reserved.phrase() + " that are reserved for it. Configure as"
          + " many, or lower the requests of its workloads.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * The scheduler cannot enforce ceilings, so the layer has none, although one is configured.
   *
   * @param layer the name of the layer
   * @param configured the ceiling that is configured
   */
  record CeilingNotEnforceable(String layer, CpuQuantity configured) implements Decision {
    @Override
    public String sentence() {
      return "Layer " + layer + " is configured to use " + configured.phrase()
          + " at most, but this scheduler does not enforce ceilings yet: it may use more.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Annotations ask for a tier and did not decide. What each of them says is with its workload, in
   * {@link io.temper.tier.TierAssignment#ignored()}.
   *
   * @param key the annotation's key
   * @param why why it did not decide
   * @param workloads the annotated workloads
   */
  record IgnoredTierAnnotation(String key, String why, WorkloadSample workloads)
      implements Decision {
    @Override
    public String sentence() {
      return "The annotation " + key + " has no effect, since " + why + ": " + workloads + ".";
    }

    @Override
    public String about() {
      return key + " " + why;
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return place.assignment().ignored().stream()
          .anyMatch(ignored -> ignored.key().equals(key) && ignored.why().equals(why));
    }
  }

  /**
   * Workloads have a CPU limit that the scheduler does not enforce while it is attached.
   *
   * @param workloads those with a limit, as a whole or of a part
   */
  record LimitNotEnforced(WorkloadSample workloads) implements Decision {
    @Override
    public String sentence() {
      return "CPU limits are not enforced while this scheduler is attached: " + workloads + ".";
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return workload.isLimited();
    }
  }
}
