package io.temper.agent.daemon;

import io.temper.TemperException;
import io.temper.agent.demo.node.Await;
import io.temper.agent.report.agent.StatusReport;
import io.temper.bpf.SchedExtObserver;
import io.temper.bpf.SchedExtOptions;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.linux.CgroupTree;
import io.temper.linux.SysfsTopology;
import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a node is what its agent says: on the last complete plan or on the stock scheduler,
 * and for the reason that is stated.
 *
 * @param root the group whose groups the agent plans
 * @param layers the layer of each of them, by what its name begins with
 */
record NodeJudge(CgroupPath root, Map<String, String> layers) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final CgroupTree TREE = CgroupTree.open(CgroupTree.DEFAULT_ROOT);

  /**
   * Waits until the agent is in a state and all that it says is true.
   *
   * @param after what happened, for the complaint
   * @param state the state to come
   * @param reason a part of its reason; empty for any
   */
  void require(AgentProcess agent, String after, String state, String reason) {
    Await.until(
        PATIENCE,
        () -> complaint(agent, state, reason).isEmpty(),
        () ->
            "after " + after + ": " + complaint(agent, state, reason).orElse("late") + agent.log());
  }

  private Optional<String> complaint(AgentProcess agent, String state, String reason) {
    Optional<StatusReport> report = agent.status();
    if (report.isEmpty()) {
      return Optional.of("the agent does not answer");
    }
    var is = report.get();
    if (!is.state().name().equals(state) || !is.state().reason().contains(reason)) {
      return Optional.of("wanted " + state + " because of '" + reason + "' but it is " + is);
    }
    return state.equals("enforcing") ? notEnforced(is) : stillEnforced(is);
  }

  private Optional<String> notEnforced(StatusReport is) {
    try (var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElse(null)) {
      if (observer == null) {
        return Optional.of("nothing is attached, but it says " + is);
      }
      // A change of members alone leaves the kernel's as it is.
      long generation = observer.snapshot().generation();
      if (generation > is.work().generation()) {
        return Optional.of("generation " + generation + " is in force, but it says " + is);
      }
      return otherLayers(observer.config(), is)
          .or(() -> otherCpus(observer.config()))
          .or(() -> misplaced(observer));
    } catch (IllegalStateException | TemperException e) {
      return Optional.of("it ended while it was looked at (" + e.getMessage() + "): " + is);
    }
  }

  private static Optional<String> otherLayers(KernelConfig config, StatusReport is) {
    var known = config.layers().stream().map(KernelLayer::name).sorted().toList();
    var told = is.layers().stream().map(StatusReport.LayerLine::name).sorted().toList();
    return known.equals(told)
        ? Optional.empty()
        : Optional.of("the kernel has the layers " + known + ", but it says " + is);
  }

  private static Optional<String> otherCpus(KernelConfig config) {
    var known = CpuSet.of(config.cpus().stream().mapToInt(KernelCpu::id).toArray());
    var online = SysfsTopology.online();
    return known.equals(online)
        ? Optional.empty()
        : Optional.of("the kernel goes by the CPUs " + known + ", but " + online + " are online");
  }

  private Optional<String> misplaced(SchedExtObserver observer) {
    if (TREE.children(root).isEmpty()) {
      return Optional.of("there is no group below " + root);
    }
    return TREE.children(root).stream()
        .flatMap(group -> misplaced(observer, group).stream())
        .findFirst();
  }

  private Optional<String> misplaced(SchedExtObserver observer, CgroupPath group) {
    var wanted = layers.entrySet().stream()
        .filter(layer -> group.value().startsWith(root + "/" + layer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
    var found = observer.layerOf(TREE.apply(group).stream().boxed().toList());
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of("the kernel has " + group + " in " + found + " instead of " + wanted);
  }

  private static Optional<String> stillEnforced(StatusReport is) {
    var kernel = AgentProcess.KERNEL.state();
    return kernel.equals("disabled")
        ? Optional.empty()
        : Optional.of("sched_ext is " + kernel + ", but it says " + is);
  }
}
