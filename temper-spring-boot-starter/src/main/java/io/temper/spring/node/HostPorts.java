package io.temper.spring.node;

import io.temper.TemperException;
import io.temper.bpf.SchedExtLoader;
import io.temper.json.ProfilesToml;
import io.temper.json.WorkloadsToml;
import io.temper.linux.CgroupTree;
import io.temper.linux.GroupThreads;
import io.temper.linux.SysfsTopology;
import io.temper.linux.ThreadTable;
import io.temper.plan.NodeConstraints;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.WorkloadSource;
import io.temper.spring.TemperProperties;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Puts together what a node of this host works with. */
final class HostPorts {
  private static final int PROCESS_FAILED = 70;
  private static final String JNA = "com.sun.jna.Native";

  private HostPorts() {}

  /**
   * Returns the standard planner, with the built-in thread profiles. Who writes the workload file
   * administers the host, so the tier that it names is honoured.
   */
  static TierPlanner planner() {
    var rules = RuledWorkloads.tierRules(PlanConfig.STANDARD.tierRules());
    return TierPlanner.with(PlanConfig.STANDARD.policy(rules).withProfiles(profiles()));
  }

  private static ProfileCatalog profiles() {
    return ProfileCatalog.of(ProfilesToml.builtIns());
  }

  static NodePorts of(
      TemperProperties.Node node,
      SchedulerBackend backend,
      @Nullable WorkloadSource source,
      TierPlanner planner) {
    requireNativeLibraries(backend);
    ControllerOptions options = node.observe()
        ? ControllerOptions.STANDARD.withMode(ControllerOptions.Mode.OBSERVE)
        : ControllerOptions.STANDARD;
    return new NodePorts(
        backend,
        workloads(sourceOf(node.workloads(), source)),
        () -> SysfsTopology.read().topology(),
        planner,
        profiles(),
        new HostThreads(),
        node.safeModeFile(),
        node.poll(),
        options,
        () -> Runtime.getRuntime().halt(PROCESS_FAILED));
  }

  /** The starter leaves out what only this mode needs; without it the first call would fail, somewhere. */
  private static void requireNativeLibraries(SchedulerBackend backend) {
    if (backend instanceof SchedExtLoader
        && !ClassUtils.isPresent(JNA, HostPorts.class.getClassLoader())) {
      throw new TemperException(
          "temper.mode is node, and what loads a scheduler is not on the class path, since"
              + " temper-spring-boot-starter leaves it out: add a dependency of your own on io.temper:temper-bpf,"
              + " or a bean of type SchedulerBackend");
    }
  }

  private static Function<CgroupTree, WorkloadSource> sourceOf(
      @Nullable Path file, @Nullable WorkloadSource source) {
    if (source != null) {
      return tree -> source;
    }
    if (file == null) {
      throw new TemperException("temper.mode is node, and nothing says what runs on it: set"
          + " temper.node.workloads to a workload file, or add a bean of type WorkloadSource");
    }
    Path known = file;
    return tree -> new RuledWorkloads(() -> WorkloadsToml.read(known), tree::matching);
  }

  private static Supplier<NodeWorkloads> workloads(Function<CgroupTree, WorkloadSource> source) {
    return () -> {
      CgroupTree tree = tree();
      return new WorkloadReader(source.apply(tree), tree, List::of, unused -> NodeConstraints.NONE)
          .get();
    };
  }

  /** Opens the tree only where there are threads to be read. */
  private record HostThreads() implements ThreadReader {
    @Override
    public List<Integer> threadsIn(CgroupPath group) {
      return threads().threadsIn(group);
    }

    @Override
    public Optional<String> nameOf(int tid) {
      return threads().nameOf(tid);
    }

    @Override
    public String commandOf(int tid) {
      return threads().commandOf(tid);
    }

    private static GroupThreads threads() {
      return new GroupThreads(tree(), ThreadTable.DEFAULT_ROOT);
    }
  }

  private static CgroupTree tree() {
    return CgroupTree.open(CgroupTree.DEFAULT_ROOT);
  }
}
