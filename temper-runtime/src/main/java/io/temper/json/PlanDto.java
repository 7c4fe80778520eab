package io.temper.json;

import static io.temper.json.Absent.require;
import static io.temper.json.Absent.requireList;

import io.temper.plan.EnforcementPlan;
import io.temper.workload.CgroupPath;
import java.util.List;

/** A plan as it is written. */
record PlanDto(
    String apiVersion,
    String kind,
    List<LayerDto> layers,
    List<MemberDto> members,
    List<String> systemCgroups,
    List<DecisionDto> decisions) {
  /** Refuses what is absent. */
  PlanDto {
    require("apiVersion", apiVersion);
    require("kind", kind);
    layers = requireList("layers", layers);
    members = requireList("members", members);
    systemCgroups = requireList("systemCgroups", systemCgroups);
    decisions = requireList("decisions", decisions);
  }

  static final String KIND = "EnforcementPlan";

  static PlanDto of(EnforcementPlan plan) {
    return new PlanDto(
        JsonCodec.API_VERSION,
        KIND,
        plan.layers().stream().map(LayerDto::of).toList(),
        plan.members().stream().map(MemberDto::of).toList(),
        plan.systemCgroups().stream().map(CgroupPath::value).toList(),
        plan.decisions().stream().map(DecisionDto::of).toList());
  }

  EnforcementPlan toDomain() {
    return new EnforcementPlan(
        layers.stream().map(LayerDto::toDomain).toList(),
        members.stream().map(MemberDto::toDomain).toList(),
        systemCgroups.stream().map(CgroupPath::new).toList(),
        decisions.stream().map(DecisionDto::toDomain).toList());
  }
}
