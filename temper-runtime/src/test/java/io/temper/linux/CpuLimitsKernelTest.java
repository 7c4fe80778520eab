package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CPU limits as a real kernel tells them. */
@Tag("kernel")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CpuLimitsKernelTest {
  private static final CgroupPath LIMITED = new CgroupPath("/temper-limits/limited");

  private final Path top = CgroupTree.DEFAULT_ROOT.resolve("temper-limits");

  @BeforeEach
  void makeGroups() throws IOException {
    Files.writeString(CgroupTree.DEFAULT_ROOT.resolve("cgroup.subtree_control"), "+cpu");
    Files.createDirectory(top);
    Files.writeString(top.resolve("cgroup.subtree_control"), "+cpu");
    Files.createDirectory(top.resolve("limited"));
    Files.createDirectory(top.resolve("free"));
    Files.writeString(top.resolve("limited/cpu.max"), "30000 60000");
  }

  @AfterEach
  void removeGroups() throws IOException {
    for (String name : new String[] {"limited", "free", ""}) {
      Files.deleteIfExists(top.resolve(name));
    }
  }

  @Test
  void cpuLimits_whileGroupsComeAndGo_areThoseOfTheKernel() throws Exception {
    var done = new AtomicBoolean();
    var churn = CompletableFuture.runAsync(() -> comeAndGo(done));
    try {
      for (int i = 0; i < 300; i++) {
        assertThat(CgroupTree.open(CgroupTree.DEFAULT_ROOT).cpuLimits())
            .filteredOn(limit -> limit.cgroup().isWithin(new CgroupPath("/temper-limits")))
            .containsExactly(new CpuLimit(LIMITED, 30_000, 60_000));
      }
    } finally {
      done.set(true);
      churn.get();
    }
  }

  private void comeAndGo(AtomicBoolean done) {
    Path group = top.resolve("brief");
    try {
      while (!done.get()) {
        Files.createDirectories(group.resolve("inner"));
        Files.delete(group.resolve("inner"));
        Files.delete(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
