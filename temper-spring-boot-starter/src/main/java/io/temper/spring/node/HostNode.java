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
import io.temper.runtime.embedded.NodeBuilder;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.safemode.SafeModeFile;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.spi.NodeReport;
import io.temper.spi.SafeModeSource;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.StatusSink;
import io.temper.spi.WorkloadSource;
import io.temper.spring.TemperProperties;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/** Puts together what a node of this host works with. */
final class HostNode {
  private static final String JNA = "com.sun.jna.Native";

  private HostNode() {}

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

  /**
   * What an application may say about its node, each by a bean.
   *
   * @param source what runs on it
   * @param safeMode whether its orchestrator asks for safe mode
   * @param sinks who is told how it is doing
   */
  record Beans(
      ObjectProvider<WorkloadSource> source,
      ObjectProvider<SafeModeSource> safeMode,
      ObjectProvider<StatusSink> sinks) {}

  static NodeBuilder of(
      TemperProperties.Node node, SchedulerBackend backend, TierPlanner planner, Beans beans) {
    requireNativeLibraries(backend);
    var parts = NodeBuilder.of(
            backend,
            workloads(sourceOf(node.workloads(), beans.source().getIfAvailable())),
            () -> SysfsTopology.read().topology())
        .planner(planner)
        .profiles(profiles(), new HostThreads())
        .safeMode(SafeModeOrigin.FILE, new SafeModeFile(node.safeModeFile()))
        .poll(node.poll());
    if (node.observe()) {
      parts.options(ControllerOptions.STANDARD.withMode(ControllerOptions.Mode.OBSERVE));
    }
    List<SafeModeSource> asking = beans.safeMode().orderedStream().toList();
    if (!asking.isEmpty()) {
      parts.safeMode(SafeModeOrigin.ANNOTATION, new AnyOf(asking));
    }
    beans.sinks().orderedStream().map(ToldOnly::new).forEach(parts::tells);
    return parts;
  }

  /** Any source asks, and none can overrule another. */
  private record AnyOf(List<SafeModeSource> sources) implements SafeModeSource {
    @Override
    public Optional<Request> asked() {
      return sources.stream()
          .map(SafeModeSource::asked)
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  /** Who made a bean closes it, once, and a node may be started again. */
  private record ToldOnly(StatusSink sink) implements StatusSink {
    @Override
    public void tell(NodeReport report) {
      sink.tell(report);
    }
  }

  /** The starter leaves out what only this mode needs; without it the first call would fail, somewhere. */
  private static void requireNativeLibraries(SchedulerBackend backend) {
    if (backend instanceof SchedExtLoader
        && !ClassUtils.isPresent(JNA, HostNode.class.getClassLoader())) {
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
