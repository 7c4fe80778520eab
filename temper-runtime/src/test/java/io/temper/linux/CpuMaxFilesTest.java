package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuMaxFilesTest {
  @TempDir
  Path root;

  private FakeFiles files;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("cgroup.controllers", "cpuset cpu io memory pids");
  }

  @Test
  void cpuLimits_limitedGroupsAtAnyDepth_byPath() {
    files
        .write("kubepods/cpu.max", "max 100000")
        .write("kubepods/pod2/cpu.max", "50000 100000")
        .write("kubepods/pod1/cpu.max", "max 100000")
        .write("kubepods/pod1/container/cpu.max", "200000 50000");

    assertThat(CgroupTree.open(root).cpuLimits())
        .containsExactly(
            new CpuLimit(new CgroupPath("/kubepods/pod1/container"), 200_000, 50_000),
            new CpuLimit(new CgroupPath("/kubepods/pod2"), 50_000, 100_000))
        .first()
        .hasToString("/kubepods/pod1/container (200000/50000 us)");
  }

  @Test
  void cpuLimits_groupsWithoutTheCpuController_areNotLimited() {
    files.directory("user.slice/session").write("user.slice/memory.max", "1048576");

    assertThat(CgroupTree.open(root).cpuLimits()).isEmpty();
  }

  @Test
  void cpuLimits_rootOfAContainer_isTheMountPoint() {
    files.write("cpu.max", "0 1");

    assertThat(CgroupTree.open(root).cpuLimits())
        .containsExactly(new CpuLimit(new CgroupPath("/"), 0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "max", "100000", "-1 100000", "1 0", "1 2 3", "9999999999999999999 1"})
  void cpuLimits_contentOfAnotherKind_isNamed(String content) {
    files.write("pod/cpu.max", content);

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> CgroupTree.open(root).cpuLimits())
        .withMessageContaining(root.resolve("pod/cpu.max") + ": holds '" + content + "'")
        .withMessageContaining("mount point of cgroup v2");
  }

  /** Renaming is as sudden as the kernel: no reader sees half a group. */
  @Test
  @Timeout(60)
  void cpuLimits_groupsThatComeAndGoMeanwhile_areNoError(@TempDir Path aside) throws Exception {
    files.write("stays/cpu.max", "1000 100000");
    new FakeFiles(aside).write("pod/container/cpu.max", "max 100000");
    var done = new AtomicBoolean();
    var churn = CompletableFuture.runAsync(() -> {
      while (!done.get()) {
        move(aside.resolve("pod"), root.resolve("pod"));
        move(root.resolve("pod"), aside.resolve("pod"));
      }
    });
    try {
      for (int i = 0; i < 500; i++) {
        assertThat(CgroupTree.open(root).cpuLimits())
            .extracting(CpuLimit::cgroup)
            .containsExactly(new CgroupPath("/stays"));
      }
    } finally {
      done.set(true);
      churn.get();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void limit_outsideItsRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CpuLimit(new CgroupPath("/pod"), -1, 100_000))
        .withMessageContaining("-1/100000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CpuLimit(new CgroupPath("/pod"), 1, 0))
        .withMessageContaining("1/0");
  }
}
