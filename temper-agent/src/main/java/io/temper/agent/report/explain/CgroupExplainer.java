package io.temper.agent.report.explain;

import io.temper.agent.report.explain.CgroupExplanation.Agent;
import io.temper.agent.report.explain.CgroupExplanation.DecisionLine;
import io.temper.agent.report.explain.CgroupExplanation.Inside;
import io.temper.agent.report.explain.CgroupExplanation.KernelPlace;
import io.temper.agent.report.explain.CgroupExplanation.Owner;
import io.temper.agent.report.explain.CgroupExplanation.OwnerKind;
import io.temper.agent.report.explain.CgroupExplanation.PlannedLayer;
import io.temper.agent.report.explain.CgroupExplanation.Profile;
import io.temper.agent.report.explain.CgroupExplanation.Rule;
import io.temper.kernel.KernelLayer;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.runtime.InForce;
import io.temper.runtime.NodeView;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.status.NodeStatus;
import io.temper.workload.CgroupPath;
import io.temper.workload.Standing;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Explains where control groups are, from what the loop of an agent has published: reads no file and waits
 * for nobody.
 *
 * @param node gives what the node knows
 * @param rules gives the rules of the workload file as they were read last; none if there is no such file
 * @param source where the workloads come from
 * @param profiles explains how threads are told apart
 */
public record CgroupExplainer(
    Supplier<NodeView> node,
    Supplier<List<WorkloadRule>> rules,
    String source,
    ProfileExplainer profiles) {
  private static final int SHOWN_INSIDE = 3;

  /** Returns where {@code cgroup} is now, and why. */
  public CgroupExplanation explain(CgroupPath cgroup) {
    NodeView view = node.get();
    NodeStatus status = view.status();
    EnforcementPlan plan = status.plan();
    Optional<Named> named = plan == null ? Optional.empty() : named(cgroup, plan);
    Layer layer = plan == null ? null : layerOf(plan, named);
    KernelPlace kernel = kernelPlace(cgroup, view);
    return new CgroupExplanation(
        cgroup,
        new Agent(status.state().label(), status.state().reason(), status.generation(), source),
        named.map(one -> owner(one, view.workloads())).orElse(null),
        profile(plan, named, view.workloads()),
        layer == null || plan == null ? null : planned(layer, plan),
        decisions(plan, named, view.workloads()),
        kernel,
        inside(cgroup, plan),
        remedy(cgroup, named, layer, kernel));
  }

  /** What of a plan names a group: a member, or one of the host's own if {@code member} is null. */
  private record Named(CgroupPath cgroup, @Nullable Member member) {}

  private static Optional<Named> named(CgroupPath cgroup, EnforcementPlan plan) {
    Map<CgroupPath, Named> all = new HashMap<>();
    plan.members().forEach(member -> {
      CgroupPath path = member.cgroup();
      if (path != null) {
        all.put(path, new Named(path, member));
      }
    });
    plan.systemCgroups().forEach(path -> all.put(path, new Named(path, null)));
    return cgroup.outwards().stream()
        .limit(InForce.LEVELS)
        .filter(all::containsKey)
        .findFirst()
        .map(all::get);
  }

  private static Layer layerOf(EnforcementPlan plan, Optional<Named> named) {
    if (named.isEmpty()) {
      return plan.layer(LayerRole.DEFAULT).orElseThrow();
    }
    Member member = named.get().member();
    return member == null
        ? plan.layer(LayerRole.SYSTEM).orElseThrow()
        : plan.layer(member.layer()).orElseThrow();
  }

  private Owner owner(Named named, @Nullable NodeWorkloads workloads) {
    Member member = named.member();
    if (member == null) {
      return new Owner(
          named.cgroup(),
          OwnerKind.SYSTEM_CGROUP,
          "",
          null,
          "",
          "system.cgroups of the configuration names it, so it is in the system layer.",
          List.of(),
          0,
          0);
    }
    var assignment = member.assignment();
    return new Owner(
        named.cgroup(),
        OwnerKind.WORKLOAD,
        member.id().toString(),
        rule(member.id()),
        assignment.tier().map(tier -> tier.label()).orElse(""),
        assignment.reason().sentence(),
        assignment.ignored().stream()
            .map(one -> one.key() + "=" + one.value() + ": " + one.why())
            .toList(),
        member.request().millis(),
        workload(member.id(), workloads)
            .flatMap(Workload::limit)
            .map(limit -> limit.millis())
            .orElse(0L));
  }

  /** A workload of a rule is named after it, and no name of a rule has a colon. */
  private @Nullable Rule rule(WorkloadId id) {
    if (!id.namespace().equals(WorkloadRule.NAMESPACE)) {
      return null;
    }
    String name = id.name().split(":", 2)[0];
    return rules.get().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .map(rule -> new Rule(name, rule.cgroup().value(), text(rule.standing())))
        .orElse(null);
  }

  private static String text(Standing standing) {
    return standing instanceof Standing.OfTier tier
        ? "tier = \"" + tier.label() + "\""
        : "priority = " + ((Standing.OfPriority) standing).number();
  }

  private static Optional<Workload> workload(WorkloadId id, @Nullable NodeWorkloads all) {
    return all == null
        ? Optional.empty()
        : all.workloads().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static PlannedLayer planned(Layer layer, EnforcementPlan plan) {
    var ceiling = layer.ceiling();
    return new PlannedLayer(
        layer.name(),
        layer.kind().label(),
        layer.rank(),
        layer.weight(),
        layer.slice().toNanos() / 1000,
        layer.cpus().toString(),
        plan.membersIn(layer),
        layer.requested().millis(),
        ceiling == null ? 0 : ceiling.millis());
  }

  private static List<DecisionLine> decisions(
      @Nullable EnforcementPlan plan, Optional<Named> named, @Nullable NodeWorkloads workloads) {
    Member member = named.map(Named::member).orElse(null);
    if (plan == null || member == null) {
      return List.of();
    }
    return workload(member.id(), workloads).stream()
        .flatMap(
            workload -> plan.decisions().stream().filter(one -> one.concerns(workload, member)))
        .map(one -> new DecisionLine(one.name(), one.sentence()))
        .toList();
  }

  private @Nullable Profile profile(
      @Nullable EnforcementPlan plan, Optional<Named> named, @Nullable NodeWorkloads workloads) {
    Member member = named.map(Named::member).orElse(null);
    return plan == null || member == null
        ? null
        : workload(member.id(), workloads)
            .flatMap(workload -> profiles.explain(workload, member, plan))
            .orElse(null);
  }

  private static @Nullable KernelPlace kernelPlace(CgroupPath cgroup, NodeView view) {
    InForce inForce = view.inForce();
    NodeWorkloads workloads = view.workloads();
    if (inForce == null || workloads == null) {
      return null;
    }
    for (CgroupPath path : cgroup.outwards().stream().limit(InForce.LEVELS).toList()) {
      OptionalLong id = workloads.idOf(path);
      Optional<InForce.Place> place =
          id.isPresent() ? inForce.placeOf(id.getAsLong()) : Optional.empty();
      if (place.isPresent()) {
        return kernelPlace(place.get().layer(), path, place.get().since());
      }
    }
    return kernelPlace(inForce.defaultLayer(), null, 0);
  }

  private static KernelPlace kernelPlace(KernelLayer layer, @Nullable CgroupPath by, long since) {
    return new KernelPlace(
        layer.name(),
        by,
        since,
        layer.rank(),
        layer.weight(),
        layer.preferred().toString(),
        layer.ceilingMillis());
  }

  private static Inside inside(CgroupPath cgroup, @Nullable EnforcementPlan plan) {
    if (plan == null) {
      return new Inside(0, List.of());
    }
    List<String> names = plan.members().stream()
        .filter(member -> isInside(member.cgroup(), cgroup))
        .map(member -> member.id().toString())
        .toList();
    return new Inside(names.size(), names.stream().limit(SHOWN_INSIDE).toList());
  }

  private String wayToATier(CgroupPath cgroup) {
    if (source.startsWith("kubernetes") || source.startsWith("nomad")) {
      return "it is of none of the workloads of " + source
          + ", which alone have tiers; what the host itself"
          + " needs can be named in cgroups of [system] in the configuration";
    }
    return source.equals("systemd")
        ? "it is a unit that is left alone, a slice, or no unit (docs/systemd.md); Tier= in the section"
            + " [X-Temper] of a slice gives a tier to the units in it"
        : "to give it a tier, name it in " + source + " (cgroup = \"" + cgroup + "\")";
  }

  private static boolean isInside(@Nullable CgroupPath path, CgroupPath group) {
    return path != null && path.isWithin(group) && !path.equals(group);
  }

  private String remedy(
      CgroupPath cgroup,
      Optional<Named> named,
      @Nullable Layer layer,
      @Nullable KernelPlace kernel) {
    if (layer == null) {
      return "there is no plan yet: 'temper status' says what is missing";
    }
    if (named.isEmpty()) {
      return "nothing names this group or one around it, so it is in the default layer: "
          + wayToATier(cgroup);
    }
    if (kernel != null && !kernel.layer().equals(layer.name())) {
      return "the kernel has it in another layer than the plan: the change is not published yet, or the"
          + " group was not there when the agent looked; 'temper status' says if that lasts";
    }
    return "";
  }
}
