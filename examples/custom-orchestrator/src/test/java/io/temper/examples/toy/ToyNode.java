package io.temper.examples.toy;

import io.temper.node.NodeTopology;
import io.temper.runtime.embedded.NodeBuilder;
import io.temper.runtime.embedded.RunningNode;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.spi.CgroupResolver;
import io.temper.spi.SchedulerBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** A node of the toy platform under Temper's control loop. */
final class ToyNode {
  private ToyNode() {}

  /** Nothing is attached before it is known whether the platform drains the node. */
  static RunningNode of(
      Path platform,
      SchedulerBackend backend,
      CgroupResolver cgroups,
      Supplier<NodeTopology> machine) {
    return NodeBuilder.of(backend, new ToyJobs(platform.resolve("jobs")), cgroups, machine)
        .safeMode(SafeModeOrigin.ANNOTATION, new ToyDrain(platform.resolve("drain")))
        .tells(new ToyBoard(platform.resolve("board")))
        .poll(Duration.ofMillis(100))
        .build();
  }
}
