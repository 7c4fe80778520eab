package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temper.linux.CgroupTree;
import io.temper.linux.HostReadException;
import io.temper.linux.ThreadTable;
import io.temper.linux.UsageReader;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.usage.UsageLook;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostUsageTest {
  private static final String GOOD = "usage_usec 3000\nuser_usec 1\nsystem_usec 2\n";

  @TempDir
  Path cgroups;

  @TempDir
  Path proc;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(cgroups.resolve("cgroup.controllers"), "cpu\n");
    Files.createDirectory(proc.resolve("self"));
  }

  @Test
  void look_oneWorkloadCannotBeRead_isUnreadAndHidesNoOthers() throws IOException {
    group("web", GOOD);
    group("broken", "nonsense\n");

    UsageLook look = look("web", "broken", "gone");

    assertThat(look.readings()).containsOnlyKeys(id("web"));
    assertThat(look.unread()).containsExactly(id("broken"));
  }

  @Test
  void look_noWorkloadCanBeRead_fails() throws IOException {
    group("broken", "nonsense\n");

    assertThatThrownBy(() -> look("broken", "gone"))
        .isInstanceOf(HostReadException.class)
        .hasMessageContaining("broken/cpu.stat");
  }

  @Test
  void look_workloadsAreGone_isEmpty() {
    UsageLook look = look("gone");

    assertThat(look.readings()).isEmpty();
    assertThat(look.unread()).isEmpty();
  }

  private void group(String name, String stat) throws IOException {
    Path group = Files.createDirectory(cgroups.resolve(name));
    Files.writeString(group.resolve("cpu.stat"), stat);
    Files.writeString(group.resolve("cgroup.threads"), "");
  }

  private UsageLook look(String... names) {
    var reader = new UsageReader(
        CgroupTree.open(cgroups), ThreadTable.open(proc), 2, () -> Instant.EPOCH, () -> 1L);
    return new HostUsage(reader)
        .apply(WorkloadSet.of(Stream.of(names).map(HostUsageTest::workload).toList()));
  }

  private static Workload workload(String name) {
    return Workload.builder(new WorkloadId("host", name, name))
        .cgroup(new CgroupPath("/" + name))
        .build();
  }

  private static ContainerId id(String name) {
    return new ContainerId("host", name, "");
  }
}
