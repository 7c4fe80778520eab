package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What shall be enforced on one node. A value: equal input gives equal plans, and an equal plan needs
 * no change of the node.
 *
 * @param layers the layers by falling rank of their role, a tier's own before those of its thread groups;
 *     the system and the default layer are always among them
 * @param members every workload once, sorted by id
 * @param systemCgroups control groups of the host that belong to the system layer, sorted
 * @param decisions what a user might not expect, in a stable order
 */
public record EnforcementPlan(
    List<Layer> layers,
    List<Member> members,
    List<CgroupPath> systemCgroups,
    List<Decision> decisions) {

  /**
   * Copies the lists and checks that they fit together.
   *
   * @throws IllegalArgumentException if a layer's name repeats, a built-in layer is missing, members are
   *     not sorted or one is there twice, or a member names a layer that does not exist
   */
  public EnforcementPlan {
    layers = List.copyOf(layers);
    members = List.copyOf(members);
    systemCgroups = List.copyOf(systemCgroups);
    decisions = List.copyOf(decisions);
    Set<String> names = uniqueNames(layers);
    requireOne(layers, LayerRole.SYSTEM);
    requireOne(layers, LayerRole.DEFAULT);
    requireSorted(members);
    for (Member member : members) {
      if (!names.contains(member.layer())) {
        throw new IllegalArgumentException("workload " + member.id() + " is in layer "
            + member.layer() + ", which the plan does not have");
      }
    }
  }

  /**
   * Returns the layer of a name.
   *
   * @param name the layer's name
   * @return the layer; empty if the plan has none of that name
   */
  public Optional<Layer> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /**
   * Returns the first layer of a role.
   *
   * @param role what the layer is for
   * @return the layer; empty if nothing is in that role
   */
  public Optional<Layer> layer(LayerRole role) {
    return layers.stream().filter(layer -> layer.role() == role).findFirst();
  }

  /**
   * Returns the layer of some threads of a workload.
   *
   * @param tierLayer the name of the workload's layer
   * @param treatment how the threads shall be treated
   * @return the layer of the same tier that is for them, or else the workload's own. Exclusive threads
   *     without cores of their own are treated as those that are first in line
   * @throws IllegalArgumentException if there is no such layer
   */
  public Layer layerOf(String tierLayer, ThreadTreatment treatment) {
    Layer own = layer(tierLayer)
        .orElseThrow(() -> new IllegalArgumentException("the plan has no layer " + tierLayer));
    return groupLayer(own, treatment)
        .or(() -> treatment == ThreadTreatment.EXCLUSIVE
            ? groupLayer(own, ThreadTreatment.LATENCY)
            : Optional.empty())
        .orElse(own);
  }

  private Optional<Layer> groupLayer(Layer own, ThreadTreatment treatment) {
    return layers.stream()
        .filter(layer -> layer.role() == own.role() && layer.treatment() == treatment)
        .findFirst();
  }

  /**
   * Returns the layers that own CPUs.
   *
   * @return those with a fence, in the order of the plan
   */
  public List<Layer> fencedLayers() {
    return layers.stream().filter(layer -> !layer.kind().fencedCpus().isEmpty()).toList();
  }

  /**
   * Returns the CPUs of all fences.
   *
   * @return empty if no layer has one
   */
  public CpuSet fencedCpus() {
    return CpuSet.unionOf(
        layers.stream().map(layer -> layer.kind().fencedCpus()).toList());
  }

  /**
   * Returns a workload's place.
   *
   * @param id the workload
   * @return its place; empty if it was not planned for
   */
  public Optional<Member> member(WorkloadId id) {
    return members.stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /**
   * Returns whose a control group is: of workloads within each other the innermost, as for the layer.
   *
   * @param cgroup any control group
   * @return the first member of the nearest group around it that has one; empty if there is none
   */
  public Optional<Member> memberAround(CgroupPath cgroup) {
    return cgroup.outwards().stream()
        .flatMap(around -> members.stream().filter(member -> around.equals(member.cgroup())))
        .findFirst();
  }

  /**
   * Counts the workloads of a layer.
   *
   * @param layer a layer of this plan
   * @return 0 or more
   */
  public long membersIn(Layer layer) {
    return members.stream()
        .filter(member -> member.layer().equals(layer.name()))
        .count();
  }

  private static Set<String> uniqueNames(Collection<Layer> layers) {
    Set<String> names = new HashSet<>();
    for (Layer layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException("two layers have the name " + layer.name());
      }
    }
    return names;
  }

  private static void requireSorted(List<Member> members) {
    for (int i = 1; i < members.size(); i++) {
      WorkloadId before = members.get(i - 1).id();
      WorkloadId id = members.get(i).id();
      if (before.compareTo(id) >= 0) {
        throw new IllegalArgumentException("members must be sorted by namespace, name and uid, each"
            + " once, but " + id + " (" + id.uid() + ") stands behind " + before + " ("
            + before.uid() + ")");
      }
    }
  }

  private static void requireOne(Collection<Layer> layers, LayerRole role) {
    if (layers.stream().filter(layer -> layer.role() == role).count() != 1) {
      throw new IllegalArgumentException("a plan needs exactly one " + role.label() + " layer");
    }
  }
}
