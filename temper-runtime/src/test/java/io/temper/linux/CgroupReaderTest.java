package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupReaderTest {
  private static final CgroupPath POD = new CgroupPath("/pod");

  @TempDir
  Path root;

  private FakeFiles files;
  private CgroupReader reader;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("cgroup.controllers", "cpuset cpu io memory pids");
    reader = CgroupTree.open(root).reader();
  }

  @Test
  void cpuUsage_groupWithALimit_isAllThatTheKernelCounts() {
    files.write(
        "pod/cpu.stat",
        "usage_usec 30\nuser_usec 20\nsystem_usec 10\nnice_usec 1\nnr_periods 6\n"
            + "nr_throttled 5\nthrottled_usec 4\nnr_bursts 3\nburst_usec 2");

    assertThat(reader.cpuUsage(POD)).contains(new CpuUsage(30, 20, 10, 6, 5, 4));
  }

  @Test
  void cpuUsage_rootOrGroupWithoutController_isNeverThrottled() {
    files.write("cpu.stat", "usage_usec 3\nuser_usec 2\nsystem_usec 1");

    assertThat(reader.cpuUsage(new CgroupPath("/"))).contains(new CpuUsage(3, 2, 1, 0, 0, 0));
  }

  @Test
  void cpuset_isThatOfTheGroupsInside() {
    files
        .write("pod/cpuset.cpus.effective", "0-7")
        .write("pod/a/cpuset.cpus.effective", "1-2")
        .write("pod/b/cpuset.cpus.effective", "4")
        .directory("pod/c")
        .write("alone/cpuset.cpus.effective", "0-3");

    assertThat(reader.cpuset(POD)).contains(CpuSet.of(1, 2, 4));
    assertThat(reader.cpuset(new CgroupPath("/alone"))).contains(CpuSet.range(0, 3));
    assertThat(reader.cpuset(new CgroupPath("/pod/c"))).isEmpty();
    assertThat(reader.cpuset(new CgroupPath("/gone"))).isEmpty();
  }

  @Test
  void threads_areThoseOfTheGroupsInsideToo() {
    files
        .write("pod/cgroup.threads", "10\n11")
        .write("pod/a/cgroup.threads", "12")
        .write("pod/a/b/cgroup.threads", "13\n14")
        .directory("pod/empty");

    assertThat(reader.threads(POD)).isEqualTo(5);
    assertThat(reader.threads(new CgroupPath("/pod/a"))).isEqualTo(3);
    assertThat(reader.threads(new CgroupPath("/gone"))).isZero();
  }

  @Test
  void everything_ofAGroupThatIsGone_isEmpty() {
    files.directory("pod").delete("pod");

    assertThat(reader.cpuUsage(POD)).isEmpty();
    assertThat(reader.cpuWeight(POD)).isEmpty();
    assertThat(reader.cpuLimit(POD)).isEmpty();
    assertThat(reader.pressure(POD, PressureResource.CPU)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 100", "10000, 10000", "0, 0"})
  void cpuWeight_inItsRange_isRead(String content, int weight) {
    files.write("pod/cpu.weight", content).write("pod/cpu.idle", 0);

    assertThat(reader.cpuWeight(POD)).hasValue(weight);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void cpuWeight_idleGroup_isZeroWhateverTheKernelWrites(String content) {
    files.write("pod/cpu.weight", content).write("pod/cpu.idle", 1);

    assertThat(reader.cpuWeight(POD)).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10001", "-1", "max", ""})
  void cpuWeight_outsideItsRange_isNamed(String content) {
    files.write("pod/cpu.weight", content);

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> reader.cpuWeight(POD))
        .withMessageContaining(root.resolve("pod/cpu.weight") + ": holds '" + content + "'")
        .withMessageContaining("a weight of 0 to 10000");
  }

  @Test
  void cpuLimit_ofOneGroup_isItsOwn() {
    files.write("pod/cpu.max", "50000 100000").write("pod/free/cpu.max", "max 100000");

    assertThat(reader.cpuLimit(POD)).contains(new CpuLimit(POD, 50_000, 100_000));
    assertThat(reader.cpuLimit(new CgroupPath("/pod/free"))).isEmpty();
  }

  @Test
  void usage_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CpuUsage(1, 1, 1, 1, 1, -7))
        .withMessageContaining("-7");
  }
}
