package io.temper.kernel;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which cgroup id is in which layer, which could not be found, and which is claimed twice. */
final class MemberTable {
  private final NavigableMap<Long, Integer> layerByCgroup = new TreeMap<>();
  private final List<UnresolvedCgroup> unresolved = new ArrayList<>();
  private final List<LimitBreach> conflicts = new ArrayList<>();
  private final LayerTable layers;
  private final Function<CgroupPath, OptionalLong> cgroupIds;

  private MemberTable(LayerTable layers, Function<CgroupPath, OptionalLong> cgroupIds) {
    this.layers = layers;
    this.cgroupIds = cgroupIds;
  }

  static MemberTable of(
      EnforcementPlan plan, LayerTable layers, Function<CgroupPath, OptionalLong> cgroupIds) {
    MemberTable table = new MemberTable(layers, cgroupIds);
    for (CgroupPath path : plan.systemCgroups()) {
      table.add(path.value(), LayerRole.SYSTEM.label(), path);
    }
    for (Member member : plan.members()) {
      table.add(member.id().toString(), member.layer(), member.cgroup());
    }
    return table;
  }

  NavigableMap<Long, Integer> layerByCgroup() {
    return layerByCgroup;
  }

  List<UnresolvedCgroup> unresolved() {
    return unresolved;
  }

  List<LimitBreach> conflicts() {
    return conflicts;
  }

  private void add(String subject, String layer, @Nullable CgroupPath path) {
    OptionalLong id = path == null ? OptionalLong.empty() : cgroupIds.apply(path);
    if (id.isEmpty()) {
      unresolved.add(new UnresolvedCgroup(subject, layer, path));
      return;
    }
    Integer index = layers.indexOf(layer);
    Integer before = layerByCgroup.putIfAbsent(id.getAsLong(), index);
    if (before != null && !before.equals(index)) {
      conflicts.add(new LimitBreach(
          LimitBreach.Limit.LAYERS_OF_CGROUP,
          subject + " shares cgroup " + path + " with a member of another layer",
          2,
          1));
    }
  }
}
