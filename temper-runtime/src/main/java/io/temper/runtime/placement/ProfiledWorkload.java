package io.temper.runtime.placement;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import io.temper.profile.NodeProfiles;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.NodeView;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workload whose threads are told apart.
 *
 * @param id the workload
 * @param cgroup the control group that holds its threads
 * @param layer the layer of the workload itself
 * @param profile tells them apart
 * @param layers the layer of each treatment; a treatment without an entry has the workload's own
 */
record ProfiledWorkload(
    WorkloadId id,
    CgroupPath cgroup,
    String layer,
    ThreadProfile profile,
    Map<ThreadTreatment, String> layers) {

  /** Returns the profiled workloads of a node whose plan is enforced. */
  static List<ProfiledWorkload> of(NodeView view, ProfileCatalog catalog, NodeTopology node) {
    EnforcementPlan plan = view.status().plan();
    if (plan == null || view.workloads() == null) {
      return List.of();
    }
    NodeProfiles profiles = catalog.on(node);
    Map<WorkloadId, Workload> workloads = new HashMap<>();
    Objects.requireNonNull(view.workloads())
        .workloads()
        .forEach(each -> workloads.put(each.id(), each));
    List<ProfiledWorkload> all = new ArrayList<>();
    for (Member member : plan.members()) {
      Workload workload = workloads.get(member.id());
      CgroupPath cgroup = member.cgroup();
      Optional<ThreadProfile> profile =
          workload == null ? Optional.empty() : profiles.choose(workload).profile();
      if (cgroup != null && profile.isPresent()) {
        all.add(new ProfiledWorkload(
            member.id(), cgroup, member.layer(), profile.get(), layersOf(plan, member.layer())));
      }
    }
    return List.copyOf(all);
  }

  @Nullable
  String layerOf(ThreadTreatment treatment) {
    return layers.get(treatment);
  }

  /** Returns where a thread of a group should be; of none, with null. */
  String expectedLayer(@Nullable PlacedGroup group) {
    return group == null ? layer : layers.getOrDefault(group.treatment(), layer);
  }

  private static Map<ThreadTreatment, String> layersOf(EnforcementPlan plan, String own) {
    Map<ThreadTreatment, String> layers = new EnumMap<>(ThreadTreatment.class);
    for (ThreadTreatment treatment : ThreadTreatment.values()) {
      Layer layer = plan.layerOf(own, treatment);
      if (!layer.name().equals(own)) {
        layers.put(treatment, layer.name());
      }
    }
    return layers;
  }
}
