package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.agent.demo.node.AgentCgroup;
import io.temper.agent.demo.node.HostAdapters;
import io.temper.agent.demo.node.KernelFacts;
import io.temper.agent.demo.node.MountedCgroups;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.linux.CgroupTree;
import io.temper.linux.SysfsTopology;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.spi.SchedulerBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A host to run the demo on.
 *
 * @param root the root of its file system
 * @param environment the environment variables
 * @param backend attaches the scheduler
 */
public record DemoHost(Path root, Map<String, String> environment, SchedulerBackend backend) {

  /** Copies the variables. */
  public DemoHost {
    environment = Map.copyOf(environment);
  }

  /** Returns this host. */
  public static DemoHost ofThisMachine(SchedulerBackend backend) {
    return new DemoHost(Path.of("/"), System.getenv(), backend);
  }

  /**
   * Checks that the demo can run here, before anything is changed.
   *
   * @throws TemperException that lists what stands in the way, each with its remedy
   */
  void requirePossible() {
    require("the demo", Map.of(), ". Without --here it runs in a virtual machine of its own.");
  }

  /**
   * Checks that a run is possible here, before anything is changed.
   *
   * @param what what is to run
   * @param programs needed beside those of the demo, with the Debian packages that bring them
   * @param advice the end of the message
   * @throws TemperException that lists what stands in the way, each with its remedy
   */
  public void require(String what, Map<String, String> programs, String advice) {
    List<String> obstacles =
        new HostPreflight(root, environment, programs).obstacles(backend.probe());
    if (!obstacles.isEmpty()) {
      throw new TemperException(
          what + " cannot run on this host: " + String.join("; ", obstacles) + advice);
    }
  }

  /** Opens the adapters of this host. */
  public HostAdapters open() {
    Path mount = root.resolve("sys/fs/cgroup");
    var policy = PlanPolicy.STANDARD.withSystemCgroups(List.of(AgentCgroup.PATH));
    return new HostAdapters(
        new MountedCgroups(mount),
        CgroupTree.open(mount),
        SysfsTopology.read(root.resolve("sys")).topology(),
        TierPlanner.with(policy),
        backend,
        new SchedExtState(root.resolve("sys/kernel/sched_ext")),
        new KernelFacts(root),
        membership());
  }

  private String membership() {
    Path file = root.resolve("proc/self/cgroup");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new TemperException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
