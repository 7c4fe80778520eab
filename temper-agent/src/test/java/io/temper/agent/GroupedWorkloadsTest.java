package io.temper.agent;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.linux.CgroupTree;
import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.NodeWorkloads;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedWorkloadsTest {
  private static final Workload DB = inTier("db", Tier.CRITICAL, 2000);

  @TempDir
  Path root;

  /** So both are of one answer, and no plan has the workloads of one and the CPUs of another. */
  @Test
  void read_cpusThatTheSourceGaveAway_areAskedForAfterWhatRuns() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu");
    List<ExclusiveCpus> given = new ArrayList<>();
    var read = new GroupedWorkloads(
            () -> {
              given.add(new ExclusiveCpus("Nomad client", DB.id().uid(), CpuSet.of(6, 7)));
              return WorkloadSet.of(DB);
            },
            CgroupTree.open(root),
            List::of,
            () -> List.copyOf(given))
        .read();

    NodeWorkloads running = read.get();

    assertThat(running.constraints().heldBy(DB.id())).isEqualTo(2);
  }
}
