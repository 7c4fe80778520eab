package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.ProbeResult;
import io.temper.testkit.FakeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPreflightTest {
  @TempDir
  Path root;

  private void installed(String... programs) throws IOException {
    Files.createDirectories(root.resolve("bin"));
    for (String program : programs) {
      Path file = Files.writeString(root.resolve("bin").resolve(program), "");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
  }

  private void cgroups() throws IOException {
    Files.createDirectories(root.resolve("sys/fs/cgroup"));
    Files.writeString(root.resolve("sys/fs/cgroup/cgroup.controllers"), "cpu");
  }

  private List<String> obstacles(ProbeResult probe) {
    return new HostPreflight(root, Map.of("PATH", root.resolve("bin").toString())).obstacles(probe);
  }

  @Test
  void obstacles_whereEverythingIsThere_areNone() throws IOException {
    installed("redis-server", "chrt");
    cgroups();
    assertThat(obstacles(new ProbeResult.Supported())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubepods.slice", "kubepods", "kubelet.slice", "kubelet"})
  void obstacles_besideAKubeletOfAnyDriver_nameItsPods(String folder) throws IOException {
    installed("redis-server", "chrt");
    cgroups();
    Files.createDirectory(root.resolve("sys/fs/cgroup").resolve(folder));

    assertThat(obstacles(new ProbeResult.Supported()))
        .singleElement()
        .asString()
        .contains("sys/fs/cgroup/" + folder + " exists", "kubelet", "use another host");
  }

  @Test
  void obstacles_onABareHost_nameEachWithItsRemedy() {
    var finding = new ProbeResult.Finding("sched_ext", "the kernel has no sched_ext", "boot 6.18");
    assertThat(obstacles(new ProbeResult.Unsupported(List.of(finding))))
        .anySatisfy(o -> assertThat(o).isEqualTo("the kernel has no sched_ext: boot 6.18"))
        .anySatisfy(o -> assertThat(o).contains("cgroup v2"))
        .anySatisfy(o -> assertThat(o).contains("apt-get install redis-server"))
        .anySatisfy(o -> assertThat(o).contains("apt-get install util-linux"));
  }

  @Test
  void requirePossible_onABareHost_pointsToTheVirtualMachine() {
    var host = new DemoHost(root, Map.of(), new FakeBackend());
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(host::requirePossible)
        .withMessageContaining("redis-server")
        .withMessageContaining("virtual machine");
  }
}
