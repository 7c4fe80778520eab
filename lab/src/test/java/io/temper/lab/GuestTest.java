package io.temper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every test in the guest may rely on. */
@Tag("kernel")
class GuestTest {
  @Test
  void kernel_hasSchedExt_andNobodyIsAttached() throws IOException {
    assertThat(Path.of("/sys/kernel/sched_ext/state")).content().isEqualTo("disabled\n");
    assertThat(Path.of("/sys/kernel/btf/vmlinux")).isReadable();
  }

  @Test
  void mounts_areThoseOfANode() throws IOException {
    assertThat(Files.readAllLines(Path.of("/proc/mounts")))
        .extracting(line -> line.split(" ", -1)[1] + " " + line.split(" ", -1)[2])
        .contains(
            "/sys/fs/cgroup cgroup2",
            "/sys/fs/bpf bpf",
            "/dev/shm tmpfs",
            "/tmp tmpfs",
            "/dev devtmpfs");
  }

  @Test
  void cgroups_haveTheCpuControllersOn() {
    assertThat(Path.of("/sys/fs/cgroup/cgroup.subtree_control"))
        .content()
        .contains("cpu", "cpuset", "memory");
  }

  @Test
  void loopback_isUp() throws IOException {
    assertThat(InetAddress.getLoopbackAddress().isReachable(1000)).isTrue();
  }

  @Test
  void user_isRoot() {
    assertThat(System.getProperty("user.name")).isEqualTo("root");
  }
}
